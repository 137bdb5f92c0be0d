package dev.vitascope;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vitascope.media.TestClips;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a job whose worker ends in the middle of it. */
class KilledNodeTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void aStoppedWorkersJobIsHandedBackAndTakenUpAtOnce() throws Exception {
    var data = folder.resolve("data");
    var source = new TestClips(folder).withSound(1280, 720, 40);
    String id;
    try (var first = ForkedNode.start(EmbeddedServices.settings(), data)) {
      id = first.client().upload(source);
      awaitEncoding(first.client(), id);
      assertEquals(0, first.stop());
    }
    assertEquals("queued", task(id).getString("state"));
    assertEquals(0, encodersIn(data));
    try (var second = ForkedNode.start(EmbeddedServices.settings(), data)) {
      second.client().await(id, Set.of("Completed"), PATIENCE);
    }
  }

  /** Of the second attempt's segments, those that the first had made are the very same. */
  @Test
  void theNextWorkerGoesOnWhereTheKilledOneWasAndNoEncoderIsLeft() throws Exception {
    var data = folder.resolve("data");
    var source = new TestClips(folder).withSound(1280, 720, 40);
    String id;
    Map<String, String> before;
    try (var first = ForkedNode.start(EmbeddedServices.settings(), data)) {
      id = first.client().upload(source);
      await().atMost(PATIENCE).until(() -> haveTwo(segments(id)));
      first.kill();
      before = segments(id);
    }
    await().atMost(5, TimeUnit.SECONDS).until(() -> encodersIn(data) == 0);
    try (var second = ForkedNode.start(EmbeddedServices.settings(), data)) {
      second.client().await(id, Set.of("Completed"), PATIENCE);
      assertEquals(2, task(id).getInteger("attempt"));
      assertEquals(2, rows(id));
      second.stop();
    }
    assertEquals(0, encodersIn(data));
    assertEquals(0, files(data.resolve("scratch")));
    var after = segments(id);
    assertEquals(2 * 4, after.size());
    var kept = new TreeMap<>(before);
    // Those that all renditions have, but for the last: it could have been the video's short one.
    kept.keySet().removeIf(name -> !haveNext(before, name));
    assertFalse(kept.isEmpty());
    kept.forEach((name, etag) -> assertEquals(etag, after.get(name), name));
  }

  /** What the latest attempt has stored: the segments' ETags, by their names. */
  private Map<String, String> segments(String id) throws Exception {
    var values = new HashMap<>(EmbeddedServices.settings());
    values.put(Settings.DATA, folder.toString());
    var found = new TreeMap<String, String>();
    try (var store = S3ObjectStore.open(Settings.s3(new SettingsSource(values)))) {
      for (var key : get(store.list(Bucket.MEDIA, id + "/"))) {
        if (key.endsWith(".m4s")) {
          var name = key.replaceFirst("[^/]+/[^/]+/", "");
          get(store.head(ObjectKey.media(key))).ifPresent(facts -> found.put(name, facts.etag()));
        }
      }
    }
    return found;
  }

  private static boolean haveNext(Map<String, String> segments, String segment) {
    var next = Integer.parseInt(segment.replaceAll(".*/0*(\\d+)\\.m4s", "$1")) + 1;
    return Stream.of("480p", "720p")
        .allMatch(rendition -> segments.containsKey("%s/%05d.m4s".formatted(rendition, next)));
  }

  private static boolean haveTwo(Map<String, String> segments) {
    return haveNext(segments, "480p/00000.m4s");
  }

  private static void awaitEncoding(ApiClient client, String id) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              var progress = client.progress(id);
              return progress.get("stage").asText().equals("encoding")
                  && progress.get("percent").asDouble() > 33;
            });
  }

  private static long encodersIn(Path data) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> line.contains(data.toString()))
                    .isPresent())
        .filter(process -> process.info().command().filter(c -> c.endsWith("ffmpeg")).isPresent())
        .count();
  }

  private static long files(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  private static Row task(String id) throws Exception {
    return one("SELECT * FROM tasks WHERE kind = 'transcode' AND video_id = $1", id);
  }

  private static long rows(String id) throws Exception {
    return one("SELECT count(*) AS n FROM transcodes WHERE format = 'hls' AND video_id = $1", id)
        .getLong("n");
  }

  private static Row one(String statement, String id) throws Exception {
    var vertx = Vertx.vertx();
    try {
      var database = dev.vitascope.db.Database.open(vertx, EmbeddedServices.database());
      return get(database.run(statement, VideoId.parse(id).value())).iterator().next();
    } finally {
      get(vertx.close());
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
