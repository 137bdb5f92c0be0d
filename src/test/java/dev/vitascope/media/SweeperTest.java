package dev.vitascope.media;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.db.Database;
import dev.vitascope.objectstore.FakeObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.Representation;
import dev.vitascope.video.VideoId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What crashed attempts left, on a real database. */
class SweeperTest {

  private final FakeObjectStore store = new FakeObjectStore();
  private final VideoId video = VideoId.random();
  private Vertx vertx;
  private Database database;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = Database.open(vertx, EmbeddedServices.database());
  }

  @AfterEach
  void close() {
    await(database.run("DELETE FROM videos WHERE id = $1", video.value()));
    await(vertx.close());
  }

  @Test
  void whatNoAttemptThatCountsHasStoredGoesAndIsRecorded() {
    stored("1-recipe/master.m3u8", "left");
    stored("1-recipe/720p.mp4", "behind");
    stored("2-recipe/master.m3u8", "published");
    stored("3-recipe/master.m3u8", "of one that has just begun");
    await(
        database.run(
            "INSERT INTO videos (id, filename, part_size, part_count, upload_status,"
                + " published_prefix) VALUES ($1, 'clip.mp4', 1, 1, 'completed', $2)",
            video.value(),
            video + "/2-recipe"));
    await(
        database.run(
            "INSERT INTO tasks (video_id, kind, max_attempts, attempt, state, updated_at)"
                + " VALUES ($1, 'transcode', 5, 2, 'done', now() - INTERVAL '1 hour')",
            video.value()));
    var sweeper = new Sweeper(database, store);
    sweeper.round();
    sweeper.round();
    assertEquals(
        List.of(video + "/2-recipe/master.m3u8", video + "/3-recipe/master.m3u8"),
        await(store.list(Bucket.MEDIA, video + "/")));
    assertEquals(List.of("deleted attempt_swept 2 10"), records());
  }

  private void stored(String name, String content) {
    var key = ObjectKey.media(video + "/" + name);
    await(
        store.put(key, Buffer.buffer(content), new Representation("video/mp4", Caching.IMMUTABLE)));
  }

  private List<String> records() {
    return await(
            database.run(
                "SELECT action || ' ' || reason || ' ' || objects::TEXT || ' ' || bytes::TEXT"
                    + " FROM retention_records WHERE video_id = $1",
                video.value()))
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
