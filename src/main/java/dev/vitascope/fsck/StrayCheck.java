package dev.vitascope.fsck;

import static dev.vitascope.bus.Waiting.await;
import static java.util.stream.Collectors.toMap;

import dev.vitascope.fsck.Disagreement.Kind;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What lies at the storage and belongs to nothing. The storage is listed before the rows are read:
 * what is made meanwhile is in neither or in both.
 */
record StrayCheck(FsckRecords records, ObjectStore store) {

  List<Disagreement> check() {
    var found = new ArrayList<Disagreement>();
    var uploads = await(store.openUploads(Bucket.ORIGINALS));
    var originals = await(store.sizes(Bucket.ORIGINALS, "")).keySet();
    var media =
        Bucket.OF_MEDIA.stream()
            .collect(toMap(bucket -> bucket, bucket -> await(store.sizes(bucket, "")).keySet()));
    add(found, Kind.UPLOAD_STRAY, "is open for no video", uploads, records.uploads()::contains);
    add(
        found,
        Kind.OBJECT_STRAY,
        "is no video's original",
        originals,
        records.originals()::contains);
    var unsettled = records.unsettled();
    media.forEach(
        (bucket, keys) -> {
          var prefixes = records.prefixes(bucket);
          add(
              found,
              Kind.OBJECT_STRAY,
              "is of no attempt that counts",
              keys,
              key -> unsettled.contains(first(key, 1)) || prefixes.contains(first(key, 2)));
        });
    return found;
  }

  private static void add(
      List<Disagreement> found,
      Kind kind,
      String detail,
      Collection<String> keys,
      Predicate<String> known) {
    keys.stream()
        // Not ours: what asks whether the storage lets anyone read.
        .filter(key -> !key.startsWith("."))
        .filter(known.negate())
        .forEach(key -> found.add(new Disagreement(kind, key, detail)));
  }

  /** So many parts of a path. */
  private static String first(String key, int parts) {
    return String.join("/", Stream.of(key.split("/", -1)).limit(parts).toList());
  }
}
