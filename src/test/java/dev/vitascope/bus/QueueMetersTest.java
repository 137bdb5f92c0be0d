package dev.vitascope.bus;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.db.Database;
import dev.vitascope.video.VideoId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits, on a real database. */
class QueueMetersTest {

  private final Vertx vertx = Vertx.vertx();
  private final Database database = Database.open(vertx, EmbeddedServices.database());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void itIsToldHowMuchWaitsAndSinceWhen() {
    var queues = new QueueMeters(database, meters);
    queues.measure();
    double before = value("vitascope.queue.depth");
    var video = VideoId.random().value();
    await(
        database.run(
            "INSERT INTO videos (id, filename, part_size, part_count) VALUES ($1, 'x', 1, 1)",
            video));
    await(
        database.run(
            "INSERT INTO tasks (video_id, kind, max_attempts, not_before)"
                + " VALUES ($1, 'pin', 1, now() - INTERVAL '1 day')",
            video));
    await(
        database.run(
            "INSERT INTO outbox (topic, key, body, not_before)"
                + " VALUES ('nowhere', 'x', '{}', now() - INTERVAL '1 day')"));
    double running = value("vitascope.jobs.running");
    queues.measure();
    assertEquals(before + 1, value("vitascope.queue.depth"));
    assertTrue(value("vitascope.queue.oldest.seconds") >= 86_400);
    assertTrue(meters.get("vitascope.outbox.lag.seconds").gauge().value() >= 86_400);
    await(database.run("UPDATE tasks SET state = 'running' WHERE video_id = $1", video));
    queues.measure();
    assertEquals(before, value("vitascope.queue.depth"));
    assertEquals(running + 1, value("vitascope.jobs.running"));
    await(database.run("DELETE FROM videos WHERE id = $1", video));
    await(database.run("DELETE FROM outbox WHERE topic = 'nowhere'"));
    queues.measure();
    assertEquals(before, value("vitascope.queue.depth"));
  }

  private double value(String name) {
    return meters.get(name).tag("kind", "pin").gauge().value();
  }
}
