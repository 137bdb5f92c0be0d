package dev.vitascope.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects stored, read, listed and deleted; published ones as anyone sees them. */
class ObjectsTest extends StorageFixture {

  @Test
  void anyoneReadsWhatIsPublished() throws Exception {
    var key = "video/1/hls with spaces+/é.m3u8";
    get(
        put(
            ObjectKey.media(key),
            "#EXTM3U",
            new Representation("application/vnd.apple.mpegurl", Caching.GROWING)));
    var answer = fetch(store.publicUrl(key), "Origin", "https://page.example");
    assertEquals("#EXTM3U", new String(answer.body(), UTF_8));
    var headers = answer.headers();
    assertEquals("application/vnd.apple.mpegurl", headers.firstValue("content-type").orElseThrow());
    assertEquals("public, max-age=1", headers.firstValue("cache-control").orElseThrow());
    assertTrue(headers.firstValue("access-control-allow-origin").isPresent());
  }

  @Test
  void anyoneReadsAStretchOfWhatIsPublished() throws Exception {
    get(
        put(
            ObjectKey.media("ranged"),
            "0123456789",
            new Representation("video/mp4", Caching.IMMUTABLE)));
    var answer = fetch(store.publicUrl("ranged"), "Range", "bytes=2-4");
    assertEquals(206, answer.statusCode());
    assertEquals("234", new String(answer.body(), UTF_8));
    assertEquals("bytes 2-4/10", answer.headers().firstValue("content-range").orElseThrow());
  }

  @Test
  void nobodyReadsAnOriginal() throws Exception {
    var upload = opened();
    get(store.completeUpload(upload, send(upload, 10), 10));
    var url = store.publicUrl("x").toString().replace("/published/x", "/originals/");
    assertEquals(403, fetch(java.net.URI.create(url + upload.key().key())).statusCode());
  }

  @Test
  void readsAStretchAndNoLess() throws Exception {
    var key = original();
    get(put(key, "0123456789", new Representation("video/mp4", Caching.NONE)));
    assertEquals("345", get(store.read(key, 3, 3)).toString());
    assertEquals("", get(store.read(key, 3, 0)).toString());
    assertEquals(Failure.STORAGE_UNAVAILABLE, failureOf(store.read(key, 8, 3)).failure());
    assertEquals(Failure.STORAGE_UNAVAILABLE, failureOf(store.read(original(), 0, 1)).failure());
  }

  @Test
  void aLargeFileIsStoredInParts(@TempDir Path folder) throws Exception {
    var content = new byte[70 * MIB + 3];
    new Random(7).nextBytes(content);
    var file = Files.write(folder.resolve("large.mp4"), content);
    var what =
        new Representation(
            "video/mp4", Caching.IMMUTABLE, Optional.of(DownloadName.of("été.mov", "-720p.mp4")));
    get(store.put(ObjectKey.media("large.mp4"), file, what));
    var answer = fetch(store.publicUrl("large.mp4"));
    assertArrayEquals(content, answer.body());
    assertEquals("video/mp4", answer.headers().firstValue("content-type").orElseThrow());
    assertEquals(
        Caching.IMMUTABLE.header(), answer.headers().firstValue("cache-control").orElseThrow());
    assertEquals(
        what.disposition(), answer.headers().firstValue("content-disposition").orElseThrow());
  }

  @Test
  void aSmallFileIsStoredWhole(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("small.mp4"), "small");
    var key = ObjectKey.media("small.mp4");
    get(store.put(key, file, new Representation("video/mp4", Caching.IMMUTABLE)));
    assertEquals(5, get(store.head(key)).orElseThrow().size());
  }

  @Test
  void listsAndDeletesByThePage() throws Exception {
    var prefix = UUID.randomUUID() + "/";
    var keys = IntStream.range(0, 1_100).mapToObj(i -> prefix + "%05d".formatted(i)).toList();
    for (var page = new ArrayList<>(keys); !page.isEmpty(); ) {
      var some = page.subList(0, Math.min(50, page.size()));
      get(Future.all(some.stream().map(ObjectKey::media).map(ObjectsTest::putOne).toList()));
      some.clear();
    }
    assertEquals(keys, get(store.list(Bucket.MEDIA, prefix)));
    get(store.delete(Bucket.MEDIA, keys));
    assertEquals(List.of(), get(store.list(Bucket.MEDIA, prefix)));
    get(store.delete(Bucket.MEDIA, keys.subList(0, 2)));
    get(store.delete(Bucket.MEDIA, List.of()));
  }

  @Test
  void preparingAgainChangesNothing() throws Exception {
    get(store.prepare());
    assertEquals(Optional.empty(), get(store.head(original())));
  }

  private static Future<Void> putOne(ObjectKey key) {
    return put(key, "x", new Representation("text/plain", Caching.NONE));
  }

  private static Future<Void> put(ObjectKey key, String content, Representation what) {
    return store.put(key, Buffer.buffer(content), what);
  }
}
