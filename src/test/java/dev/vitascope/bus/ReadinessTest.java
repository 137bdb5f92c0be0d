package dev.vitascope.bus;

import static dev.vitascope.bus.Waiting.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.db.Database;
import dev.vitascope.db.Migrations;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.tracing.Tracing;
import dev.vitascope.video.VideoId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all jobs of a kind need is away: they wait, and no attempt is used up. */
class ReadinessTest {

  private final BusSettings settings =
      BusSettings.of(
          EmbeddedServices.pulsarUrl(),
          Optional.empty(),
          "node-" + VideoId.random(),
          Duration.ZERO,
          Optional.empty());
  private final Outbox outbox = new Outbox();
  private final Tasks tasks = new Tasks(outbox, settings.lease());
  private Vertx vertx;
  private Database database;
  private Broker broker;
  private RecordingHandler handler;

  @BeforeAll
  static void migrate() {
    Migrations.run(EmbeddedServices.database());
  }

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = Database.open(vertx, EmbeddedServices.database());
    broker = Broker.open(settings);
    handler = new RecordingHandler(JobKind.PIN, database, tasks, job -> {});
    await(
        database.run(
            "UPDATE tasks SET state = 'done', lease_until = NULL"
                + " WHERE kind = 'pin' AND state <> 'done'"));
    await(broker.prepare());
    await(vertx.deployVerticle(new OutboxRelay(database, broker, settings.node(), Tracing.off())));
  }

  @AfterEach
  void close() {
    vertx.deploymentIDs().forEach(deployed -> await(vertx.undeploy(deployed)));
    await(vertx.close());
    await(broker.close());
  }

  @Test
  void aWorkerThatIsNotReadyTakesNoJob() throws Exception {
    handler.ready = false;
    deployWorker();
    var video = enqueue();
    Thread.sleep(Duration.ofSeconds(2));
    assertTrue(handler.runs.isEmpty());
    handler.ready = true;
    isDoneAtTheFirstAttempt(video);
  }

  @Test
  void aJobThatComesWhenAWorkerIsNoLongerReadyIsLeftToOthers() throws Exception {
    deployWorker();
    isDoneAtTheFirstAttempt(enqueue());
    Thread.sleep(Duration.ofSeconds(1));
    handler.ready = false;
    var video = enqueue();
    Thread.sleep(Duration.ofSeconds(2));
    assertEquals(0, handler.runsOf(video));
    handler.ready = true;
    isDoneAtTheFirstAttempt(video);
  }

  private void deployWorker() {
    var meters = new SimpleMeterRegistry();
    await(
        vertx.deployVerticle(
            new JobLoop(
                handler,
                new Bus(vertx),
                broker,
                database,
                tasks,
                settings,
                meters,
                Tracing.off())));
  }

  private void isDoneAtTheFirstAttempt(VideoId video) {
    await().atMost(30, TimeUnit.SECONDS).until(() -> handler.isDone(video));
    assertEquals(1, handler.runs.getLast().attempt());
  }

  private VideoId enqueue() {
    var video = VideoId.random();
    await(
        database.transaction(
            tx ->
                tx.run(
                        "INSERT INTO videos (id, filename, part_size, part_count)"
                            + " VALUES ($1, 'clip.mp4', 1, 1)",
                        video.value())
                    .compose(inserted -> tasks.enqueue(tx, JobKind.PIN, video, TraceParent.NONE))));
    return video;
  }
}
