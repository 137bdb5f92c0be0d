package dev.vitascope.media;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.api.Metrics;
import dev.vitascope.bus.Broker;
import dev.vitascope.bus.Bus;
import dev.vitascope.bus.BusSettings;
import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.JobLoop;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.OutboxRelay;
import dev.vitascope.bus.StatusBridge;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.db.Sql;
import dev.vitascope.load.CpuUse;
import dev.vitascope.load.DatabaseUse;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.tracing.Tracing;
import dev.vitascope.video.VideoId;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a job costs beside its encode: videos that wait are gone through by one worker whose encode
 * does nothing. Checks that none is lost or done twice. {@code bench/jobs} runs it.
 */
class JobsBench {

  private static final int JOBS = Integer.getInteger("vitascope.jobs", 10_000);
  private static final int SLOTS = Integer.getInteger("vitascope.slots", 2);
  private static final int AT_ONCE = 250;

  private static final String VIDEO =
      """
      INSERT INTO videos (id, filename, file_path, file_size, part_size, part_count, upload_status,
        stage) VALUES ($1, 'jobs-bench', 'original', 1, 1, 1, 'transcoding', 'queued')
      """;

  private static final String DONE =
      """
      SELECT count(*) FILTER (WHERE tasks.state = 'done') AS done, max(tasks.attempt) AS attempts,
        count(*) FILTER (WHERE videos.upload_status = 'completed') AS completed
      FROM tasks JOIN videos ON videos.id = tasks.video_id
      WHERE tasks.kind = 'transcode' AND videos.filename = 'jobs-bench'
      """;

  private final PrometheusMeterRegistry meters = Metrics.registry();
  private final Vertx vertx =
      Vertx.builder()
          .with(new VertxOptions().setMetricsOptions(Metrics.options()))
          .withMetrics(new MicrometerMetricsFactory(meters))
          .build();
  private final Database database = Database.open(vertx, EmbeddedServices.database());
  private final BusSettings settings =
      BusSettings.of(
          EmbeddedServices.pulsarUrl(), Optional.empty(), "bench", Duration.ZERO, Optional.empty());
  private final Outbox outbox = new Outbox();
  private final Tasks tasks = new Tasks(outbox, settings.lease());

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void allThatWaitAreDoneOnce() throws Exception {
    for (int queued = 0; queued < JOBS; queued += AT_ONCE) {
      queue(Math.min(AT_ONCE, JOBS - queued));
    }
    var broker = Broker.open(settings);
    var bus = new Bus(vertx);
    await(broker.prepare());
    var before = DatabaseUse.of(database);
    var cpuBefore = CpuUse.now();
    long begun = System.nanoTime();
    await(vertx.deployVerticle(new StatusBridge(bus, broker)));
    await(vertx.deployVerticle(new OutboxRelay(database, broker, settings.node(), Tracing.off())));
    var handler = new CopyingHandler(new TranscodeRecords(database, tasks, outbox));
    for (int slot = 0; slot < SLOTS; slot++) {
      await(
          vertx.deployVerticle(
              new JobLoop(handler, bus, broker, database, tasks, settings, meters, Tracing.off())));
    }
    while (done().getLong("done") < JOBS) {
      Thread.sleep(500);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    var state = done();
    System.out.printf(
        "%d jobs, %d slots: %.0f a second%n  a job: %s; CPU %s%n",
        JOBS,
        SLOTS,
        JOBS / seconds,
        DatabaseUse.of(database).each(before, JOBS),
        CpuUse.now().each(cpuBefore, JOBS));
    assertEquals(JOBS, state.getLong("completed"));
    assertEquals(1, state.getInteger("attempts"));
    await(vertx.close());
    await(broker.close());
  }

  private void queue(int videos) {
    await(
        database.transaction(
            transaction -> {
              var queued = Future.<Void>succeededFuture();
              for (int i = 0; i < videos; i++) {
                queued = queued.compose(before -> queue(transaction, VideoId.random()));
              }
              return queued;
            }));
  }

  private Future<Void> queue(Sql transaction, VideoId video) {
    return transaction
        .run(VIDEO, video.value())
        .compose(made -> tasks.enqueue(transaction, JobKind.TRANSCODE, video, TraceParent.NONE))
        .mapEmpty();
  }

  private Row done() {
    return await(database.run(DONE)).iterator().next();
  }
}
