package dev.vitascope.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.Settings;
import dev.vitascope.SettingsSource;
import dev.vitascope.bus.Waiting;
import dev.vitascope.db.Database;
import dev.vitascope.db.Migrations;
import dev.vitascope.fsck.Disagreement;
import dev.vitascope.fsck.Fsck;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.pinning.KuboClient;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The services that nodes meet in, asked directly whatever is done to the nodes' lines to them, and
 * what must be true of them when a fault is over.
 */
record Deployment(
    Map<String, String> values,
    Vertx vertx,
    Database database,
    S3ObjectStore store,
    KuboClient kubo)
    implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The one of this test run. */
  static Deployment shared(Path folder) {
    assumeTrue(EmbeddedServices.ipfsApi().isPresent(), "no IPFS node can be had here");
    return of(EmbeddedServices.settings(), folder);
  }

  /** One with some services of its own, as their settings have it. */
  static Deployment of(Map<String, String> given, Path folder) {
    var values = new HashMap<>(given);
    values.put(Settings.DATA, folder.toString());
    var settings = Settings.read(new SettingsSource(values));
    Migrations.run(settings.database());
    var vertx = Vertx.vertx();
    return new Deployment(
        Map.copyOf(given),
        vertx,
        Database.open(vertx, settings.database()),
        S3ObjectStore.open(settings.s3()),
        KuboClient.open(vertx, settings.pinning()));
  }

  URI address(String setting) {
    return URI.create(values.get(setting));
  }

  /** What a node is told, with one service at another address. */
  Map<String, String> with(String setting, URI address) {
    var changed = new HashMap<>(values);
    changed.put(setting, address.toString());
    return changed;
  }

  /** The only row. */
  Row row(String statement, Object... arguments) {
    return Waiting.await(database.run(statement, arguments)).iterator().next();
  }

  Row task(String kind, String video) {
    return row(
        "SELECT * FROM tasks WHERE kind = $1 AND video_id = $2", kind, UUID.fromString(video));
  }

  String video(String title) {
    return row("SELECT id FROM videos WHERE title = $1", title).getUUID(0).toString();
  }

  /** Until it is Completed and pinned, with waits between attempts cut short. */
  void awaitPinned(String video) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .until(
            () -> {
              hurry(video);
              return row("SELECT ipfs_status FROM videos WHERE id = $1", UUID.fromString(video))
                  .getString(0)
                  .equals("pinned");
            });
  }

  /** What waits for its time need wait no more. */
  void hurry(String video) {
    Waiting.await(
        database.run(
            "UPDATE tasks SET not_before = now() WHERE not_before > now() AND video_id = $1",
            UUID.fromString(video)));
    Waiting.await(
        database.run(
            "UPDATE outbox SET not_before = now() WHERE not_before > now() AND key = $1", video));
  }

  /** As if whoever works on it had been silent for as long as a lease lasts. */
  void expire(String video) {
    Waiting.await(
        database.run(
            "UPDATE tasks SET lease_until = now() - INTERVAL '1 second'"
                + " WHERE state = 'running' AND video_id = $1",
            UUID.fromString(video)));
  }

  /** As if its tasks had ended that long ago. */
  void letPass(String interval, String video) {
    Waiting.await(
        database.run(
            "UPDATE tasks SET updated_at = updated_at - $2::TEXT::INTERVAL WHERE video_id = $1",
            UUID.fromString(video),
            interval));
  }

  /** That it came to its end once, and that everything agrees on it. */
  void assertDoneOnce(String video) {
    var completed =
        row(
            "SELECT count(*) FROM outbox WHERE key = $1 AND body LIKE '%transcode_completed%'",
            video);
    assertEquals(1L, completed.getLong(0), video);
    assertAgrees(video);
  }

  /** That nothing is missing, stray or stranded, and no attempt was one too many. */
  void assertAgrees(String video) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertEquals(List.of(), disagreements(video)));
    for (var row :
        Waiting.await(
            database.run(
                "SELECT attempt, max_attempts FROM tasks WHERE video_id = $1",
                UUID.fromString(video)))) {
      assertTrue(row.getInteger(0) <= row.getInteger(1), video);
    }
  }

  List<String> disagreements(String video) {
    return new Fsck(database, store, Optional.of(kubo::pinned))
        .run().stream()
            .filter(one -> one.subject().contains(video))
            .map(Disagreement::toString)
            .toList();
  }

  @Override
  public void close() {
    store.close();
    Waiting.await(database.close());
    Waiting.await(vertx.close());
  }
}
