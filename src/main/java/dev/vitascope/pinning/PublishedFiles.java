package dev.vitascope.pinning;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The published files of one video, as storage lists them.
 *
 * @param prefix what their keys begin with, without the last slash
 * @param names their paths under the prefix, in order
 */
record PublishedFiles(ObjectStore store, String prefix, List<String> names) {

  static final String MASTER = "master.m3u8";

  PublishedFiles {
    names = names.stream().sorted().toList();
  }

  static Future<PublishedFiles> list(ObjectStore store, String prefix) {
    var folder = prefix + "/";
    return store
        .list(Bucket.MEDIA, folder)
        .map(keys -> keys.stream().map(key -> key.substring(folder.length())).toList())
        .map(names -> new PublishedFiles(store, prefix, names));
  }

  /**
   * Fails unless there is a master playlist and every one of these keys.
   *
   * @throws VideoException of {@code STORAGE_UNAVAILABLE}
   */
  PublishedFiles requireAll(Set<String> keys) {
    requireListed(names.contains(MASTER), key(MASTER));
    var listed = Set.copyOf(names.stream().map(this::key).toList());
    keys.forEach(key -> requireListed(listed.contains(key), key));
    return this;
  }

  List<StoredFile> files() {
    return names.stream()
        .map(name -> new StoredFile(store, ObjectKey.media(key(name)), name))
        .toList();
  }

  /** What belongs to each file, by its key instead of its name. */
  <T> Map<String, T> byKey(Map<String, T> byName) {
    var byKey = new TreeMap<String, T>();
    byName.forEach((name, value) -> byKey.put(key(name), value));
    return byKey;
  }

  private String key(String name) {
    return prefix + "/" + name;
  }

  private static void requireListed(boolean listed, String key) {
    if (!listed) {
      throw new VideoException(
          Failure.STORAGE_UNAVAILABLE, new IllegalStateException("storage does not list " + key));
    }
  }
}
