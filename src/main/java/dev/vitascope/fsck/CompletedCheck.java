package dev.vitascope.fsck;

import static dev.vitascope.bus.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitascope.fsck.Disagreement.Kind;
import dev.vitascope.fsck.FsckRecords.Completed;
import dev.vitascope.fsck.FsckRecords.File;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.Cid;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a completed video is all there.
 *
 * @param pinned whether the IPFS node keeps a directory; absent where there is none to ask
 */
record CompletedCheck(
    FsckRecords records, ObjectStore store, Optional<Function<Cid, Future<Boolean>>> pinned) {

  /** A frame at either end, and what containers round. */
  private static final double SECONDS_OFF = 0.5;

  List<Disagreement> check(Completed video) {
    var found = new ArrayList<Disagreement>();
    var objects = await(store.sizes(video.bucket(), video.prefix() + "/"));
    var files = records.files(video.id());
    for (var file : files) {
      check(video, file, objects, found);
    }
    for (var segment : records.segments(video.id())) {
      requireThere(segment.key(), objects, found);
      requireCid(video, segment.key(), segment.cid(), found);
    }
    requireThere(video.prefix() + "/master.m3u8", objects, found);
    if (video.thumbnails() > 0) {
      requireThere(video.prefix() + "/poster.jpg", objects, found);
    }
    checkPin(video, found);
    return found;
  }

  private void check(
      Completed video, File file, Map<String, Long> objects, List<Disagreement> found) {
    requireCid(video, file.key(), file.cid(), found);
    if (!requireThere(file.key(), objects, found)) {
      return;
    }
    long size = objects.get(file.key());
    if (file.format().equals("mp4") && size != file.size()) {
      found.add(
          new Disagreement(
              Kind.OBJECT_WRONG,
              file.key(),
              "has %d bytes, its row says %d".formatted(size, file.size())));
    }
    if (file.format().equals("hls")) {
      checkPlaylist(video, file, (int) size, found);
    }
  }

  private void checkPlaylist(Completed video, File file, int size, List<Disagreement> found) {
    var text =
        await(store.read(new ObjectKey(video.bucket(), file.key()), 0, size)).toString(UTF_8);
    if (!text.endsWith("#EXT-X-ENDLIST\n")) {
      found.add(new Disagreement(Kind.PLAYLIST_OPEN, file.key(), "does not end"));
    }
    if (Math.abs(file.seconds() - video.seconds()) > SECONDS_OFF) {
      found.add(
          new Disagreement(
              Kind.DURATION_WRONG,
              file.key(),
              "lasts %.2f s, the original %.2f s".formatted(file.seconds(), video.seconds())));
    }
  }

  private void checkPin(Completed video, List<Disagreement> found) {
    if (!video.ipfs().equals("pinned")) {
      return;
    }
    var kept =
        video.cid().isPresent()
            && pinned.map(asked -> await(asked.apply(new Cid(video.cid().get())))).orElse(true);
    if (!kept) {
      found.add(
          new Disagreement(
              Kind.NOT_PINNED,
              video.id().toString(),
              "its copy %s is not pinned".formatted(video.cid().orElse("without a CID"))));
    }
  }

  private static boolean requireThere(
      String key, Map<String, Long> objects, List<Disagreement> found) {
    if (!objects.containsKey(key)) {
      found.add(new Disagreement(Kind.OBJECT_MISSING, key, "is named by a row and not there"));
    }
    return objects.containsKey(key);
  }

  private static void requireCid(
      Completed video, String key, Optional<String> cid, List<Disagreement> found) {
    if (video.ipfs().equals("pinned") && cid.isEmpty()) {
      found.add(new Disagreement(Kind.CID_MISSING, key, "is pinned without its CID recorded"));
    }
  }
}
