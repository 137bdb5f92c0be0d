package dev.vitascope.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.db.Database;
import dev.vitascope.db.Migrations;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.tracing.Tracing;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoEvent;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs, the outbox and facts, on a real database and a real broker. */
class JobsTest {

  private static final TraceParent CALL =
      TraceParent.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  private Vertx vertx;
  private Bus bus;
  private Database database;
  private Broker broker;
  private Tasks tasks;
  private final Outbox outbox = new Outbox();
  private final BusSettings settings = settings(Duration.ofMillis(200), Duration.ZERO);

  @BeforeAll
  static void migrate() {
    Migrations.run(EmbeddedServices.database());
  }

  @BeforeEach
  void open() throws Exception {
    vertx = Vertx.vertx();
    bus = new Bus(vertx);
    database = Database.open(vertx, EmbeddedServices.database());
    broker = Broker.open(settings);
    tasks = new Tasks(outbox, settings.lease());
    get(database.run("UPDATE tasks SET state = 'done', lease_until = NULL WHERE state <> 'done'"));
    get(broker.prepare());
    deploy(new OutboxRelay(database, broker, settings.node(), Tracing.off()));
  }

  @AfterEach
  void close() throws Exception {
    for (var deployed : vertx.deploymentIDs()) {
      get(
          vertx.undeploy(
              deployed)); // while the database is open still: the relay gives its turn back
    }
    get(vertx.close());
    get(broker.close());
  }

  @Test
  void eachJobIsDoneOnceWhateverTheNumberOfWorkers() throws Exception {
    var handler = handler(job -> Thread.sleep(100));
    for (int worker = 0; worker < 4; worker++) {
      deploy(loop(handler));
    }
    var videos = new ArrayList<VideoId>();
    for (int i = 0; i < 24; i++) {
      videos.add(enqueue());
    }
    await().atMost(60, TimeUnit.SECONDS).until(() -> videos.stream().allMatch(handler::isDone));
    videos.forEach(video -> assertEquals(1, handler.runsOf(video)));
  }

  @Test
  void aPassingFailureIsTriedAgainAndCounted() throws Exception {
    var handler =
        handler(
            job -> {
              if (job.lease().attempt() < 3) {
                throw new VideoException(Failure.STORAGE_UNAVAILABLE);
              }
            });
    deploy(loop(handler));
    var video = enqueue();
    await().atMost(30, TimeUnit.SECONDS).until(() -> handler.isDone(video));
    assertEquals(List.of(1, 2, 3), handler.runs.stream().map(Lease::attempt).toList());
    assertEquals(2, handler.postponements.size());
    assertAllOfTheCallsTrace(handler);
  }

  @Test
  void aLastingFailureIsNotTriedAgainAndLeavesADeadLetter() throws Exception {
    var letters = deadLetters();
    var handler =
        handler(
            job -> {
              throw new VideoException(Failure.NOT_A_VIDEO);
            });
    deploy(loop(handler));
    var video = enqueue();
    await().atMost(30, TimeUnit.SECONDS).until(() -> letters.toString().contains(video.toString()));
    assertEquals(1, handler.runsOf(video));
    assertEquals(Failure.NOT_A_VIDEO, handler.failures.getFirst().failure());
    assertEquals("failed", state(video));
  }

  @Test
  void aSilentWorkersJobGoesToAnotherAndItsLateWriteChangesNothing() throws Exception {
    var video = enqueue();
    var task = get(database.run("SELECT id FROM tasks WHERE video_id = $1", video.value()));
    var silent =
        get(tasks.claim(database, task.iterator().next().getUUID("id"), "silent")).orElseThrow();
    var handler = handler(job -> {});
    deploy(loop(handler));
    deploy(new Reaper(database, tasks, settings, List.of(handler), new SimpleMeterRegistry()));
    await().atMost(30, TimeUnit.SECONDS).until(() -> handler.isDone(video));
    assertEquals(2, handler.runs.getFirst().attempt());
    assertAllOfTheCallsTrace(handler);
    assertFalse(get(tasks.renew(database, silent)));
    assertThrows(Exception.class, () -> get(database.transaction(tx -> tasks.done(tx, silent))));
    assertEquals("done", state(video));
  }

  @Test
  void aWorkerThatStopsHandsItsJobBackUncounted() throws Exception {
    var begun = new CountDownLatch(1);
    var first =
        handler(
            job -> {
              begun.countDown();
              Thread.sleep(60_000);
            });
    var deployment = deploy(loop(first));
    var video = enqueue();
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    get(vertx.undeploy(deployment));
    var second = handler(job -> {});
    deploy(loop(second));
    await().atMost(20, TimeUnit.SECONDS).until(() -> second.isDone(video));
    assertTrue(first.postponements.isEmpty());
    assertTrue(first.failures.isEmpty());
    assertEquals(6, second.runs.getFirst().maxAttempts());
  }

  @Test
  void whatIsRolledBackIsNeverPublishedAndARepeatIsDropped() throws Exception {
    var bodies = read(Topic.TRANSCODE_DEAD_LETTERS);
    var lost = VideoId.random();
    assertThrows(
        Exception.class,
        () ->
            get(
                database.transaction(
                    tx ->
                        outbox
                            .add(
                                tx,
                                Topic.TRANSCODE_DEAD_LETTERS,
                                lost,
                                "lost",
                                Duration.ZERO,
                                TraceParent.NONE)
                            .compose(v -> Future.failedFuture("rolled back")))));
    var kept = VideoId.random();
    get(
        database.transaction(
            tx ->
                outbox.add(
                    tx,
                    Topic.TRANSCODE_DEAD_LETTERS,
                    kept,
                    "kept " + kept,
                    Duration.ZERO,
                    TraceParent.NONE)));
    await().atMost(20, TimeUnit.SECONDS).until(() -> !bodies.isEmpty());
    get(
        database.run(
            "UPDATE outbox SET published_at = NULL WHERE key = $1 AND published_at IS NOT NULL",
            kept.toString()));
    var last = VideoId.random();
    get(
        database.transaction(
            tx ->
                outbox.add(
                    tx,
                    Topic.TRANSCODE_DEAD_LETTERS,
                    last,
                    "last",
                    Duration.ZERO,
                    TraceParent.NONE)));
    await().atMost(20, TimeUnit.SECONDS).until(() -> bodies.contains("\"last\""));
    assertEquals(List.of("\"kept " + kept + "\"", "\"last\""), bodies);
  }

  @Test
  void aFactReachesTheOtherNodes() throws Exception {
    var heard = new CopyOnWriteArrayList<VideoEvent>();
    var other = Vertx.vertx();
    try {
      var there = new Bus(other);
      there.onEvent(heard::add);
      get(vertx.deployVerticle(new StatusBridge(bus, broker)));
      get(other.deployVerticle(new StatusBridge(there, broker)));
      var event = new VideoEvent.UploadOpened(VideoId.random(), 3);
      bus.publish(event);
      await().atMost(20, TimeUnit.SECONDS).until(() -> heard.contains(event));
    } finally {
      get(other.close());
    }
  }

  @Test
  void aJobMayEndWithinTheGracePeriodAndNoOtherIsTaken() throws Exception {
    var begun = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    var handler =
        handler(
            job -> {
              begun.countDown();
              told.await();
            });
    var deployment =
        deploy(loop(handler, settings(Duration.ofMillis(200), Duration.ofSeconds(20))));
    var video = enqueue();
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    var waiting = enqueue();
    var stopped = vertx.undeploy(deployment);
    told.countDown();
    get(stopped);
    assertTrue(handler.isDone(video));
    assertEquals("queued", state(waiting));
  }

  @Test
  void aJobWhoseVideoIsGoneStopsAsSoonAsItIsTold() throws Exception {
    var begun = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var handler =
        handler(
            job -> {
              begun.countDown();
              try {
                Thread.sleep(60_000);
              } finally {
                ended.countDown();
              }
            });
    deploy(loop(handler, settings(Duration.ofMinutes(5), Duration.ZERO)));
    var video = enqueue();
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    bus.look(VideoId.random());
    get(database.run("DELETE FROM videos WHERE id = $1", video.value()));
    bus.look(video);
    assertTrue(ended.await(20, TimeUnit.SECONDS));
  }

  private static BusSettings settings(Duration heartbeat, Duration grace) {
    return new BusSettings(
        EmbeddedServices.pulsarUrl(),
        Optional.empty(),
        "node-" + VideoId.random(),
        heartbeat.multipliedBy(10),
        heartbeat,
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        grace,
        Optional.empty());
  }

  private RecordingHandler handler(RecordingHandler.Work work) {
    return new RecordingHandler(JobKind.TRANSCODE, database, tasks, work);
  }

  private JobLoop loop(JobHandler handler) {
    return loop(handler, settings);
  }

  private JobLoop loop(JobHandler handler, BusSettings settings) {
    return new JobLoop(
        handler, bus, broker, database, tasks, settings, new SimpleMeterRegistry(), Tracing.off());
  }

  private String deploy(Deployable deployable) throws Exception {
    return get(vertx.deployVerticle(deployable));
  }

  private VideoId enqueue() throws Exception {
    var video = VideoId.random();
    get(
        database.transaction(
            tx ->
                tx.run(
                        "INSERT INTO videos (id, filename, part_size, part_count)"
                            + " VALUES ($1, 'clip.mp4', 1, 1)",
                        video.value())
                    .compose(v -> tasks.enqueue(tx, JobKind.TRANSCODE, video, CALL))));
    return video;
  }

  private static void assertAllOfTheCallsTrace(RecordingHandler handler) {
    handler.runs.forEach(lease -> assertEquals(CALL, lease.trace()));
  }

  private String state(VideoId video) throws Exception {
    return get(database.run("SELECT state FROM tasks WHERE video_id = $1", video.value()))
        .iterator()
        .next()
        .getString("state");
  }

  private List<String> deadLetters() throws Exception {
    return read(Topic.TRANSCODE_DEAD_LETTERS);
  }

  /** All that is published to a topic from now on. */
  private List<String> read(Topic topic) throws Exception {
    var bodies = new CopyOnWriteArrayList<String>();
    var reader = get(broker.reader(topic));
    Thread.ofVirtual()
        .start(
            () ->
                Stream.generate(() -> reader.readNextAsync().join())
                    .forEach(message -> bodies.add(new String(message.getValue(), UTF_8))));
    return bodies;
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
