package dev.vitascope.bus;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Database;
import dev.vitascope.tracing.LogFields;
import dev.vitascope.tracing.Span;
import dev.vitascope.tracing.Tracing;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.SpanKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One slot of a worker: gets a job, has it done, settles it, gets the next. */
public final class JobLoop extends Loop {

  private static final Logger log = LoggerFactory.getLogger(JobLoop.class);
  private static final Duration WHILE_NOT_READY = Duration.ofSeconds(5);
  private static final String LEASE_LOST = "lease_lost";

  private final JobHandler handler;
  private final JobQueue queue;
  private final Settlement settlement;
  private final BusSettings settings;
  private final MeterRegistry meters;
  private final Tracing tracing;
  private final Bus bus;
  private volatile Job current;
  private volatile Heartbeat heartbeat;
  private MessageConsumer<String> looks;
  private boolean waiting;

  public JobLoop(
      JobHandler handler,
      Bus bus,
      Broker broker,
      Database database,
      Tasks tasks,
      BusSettings settings,
      MeterRegistry meters,
      Tracing tracing) {
    super(handler.kind().word() + " worker");
    this.handler = handler;
    this.bus = bus;
    this.queue = new JobQueue(broker, database, tasks, handler, settings.node());
    this.settlement = settlement(database, tasks, settings);
    this.settings = settings;
    this.meters = meters;
    this.tracing = tracing;
  }

  static Settlement settlement(Database database, Tasks tasks, BusSettings settings) {
    var backoff =
        new Backoff(settings.firstRetry(), settings.lastRetry(), RandomGenerator.getDefault());
    return new Settlement(database, tasks, backoff);
  }

  @Override
  protected Duration round() {
    if (!ready()) {
      return WHILE_NOT_READY;
    }
    work(queue.next());
    return Duration.ZERO;
  }

  @Override
  public Future<?> deploy(Context context) {
    looks = bus.onLook(this::look);
    return super.deploy(context);
  }

  /** A job at work may end within the grace period; then it is handed back. */
  @Override
  public Future<?> undeploy(Context context) {
    looks.unregister();
    var ended = finish();
    var running = current;
    if (running == null) {
      return super.undeploy(context);
    }
    var late = context.owner().timer(settings.grace().toMillis() + 1, TimeUnit.MILLISECONDS);
    late.onSuccess(elapsed -> running.stop(Job.Stop.SHUTTING_DOWN));
    return ended.onComplete(over -> late.cancel());
  }

  private void look(VideoId video) {
    var running = current;
    var beating = heartbeat;
    if (running != null && beating != null && running.lease().videoId().equals(video)) {
      beating.hurry();
    }
  }

  /** Tells of a wait when it begins and when it ends, however long it is. */
  private boolean ready() {
    try {
      await(handler.ready());
      if (waiting) {
        log.info("{} worker goes on", handler.kind().word());
      }
      waiting = false;
    } catch (VideoException e) {
      if (!waiting) {
        log.warn("{} worker waits: {}", handler.kind().word(), e.getMessage(), e);
      }
      waiting = true;
    }
    return !waiting;
  }

  private void work(Lease claimed) {
    try (var span = tracing.begin(claimed.kind().word(), SpanKind.CONSUMER, claimed.trace())) {
      span.with("video.id", claimed.videoId().toString()).with("attempt", claimed.attempt());
      var lease = claimed.within(span.parent());
      LogFields.during(lease.videoId(), lease.trace(), () -> span.during(() -> work(lease, span)));
    }
  }

  private String work(Lease lease, Span span) {
    var job = new Job(lease, Thread.currentThread());
    current = job;
    if (finishing()) {
      job.stop(Job.Stop.SHUTTING_DOWN);
    }
    var timer = Timer.start(meters);
    String outcome;
    try {
      outcome = attempt(job);
    } finally {
      current = null;
      Thread.interrupted();
    }
    timer.stop(meters.timer("vitascope.jobs", "kind", lease.kind().word(), "outcome", outcome));
    span.with("outcome", outcome);
    log.info("{} {}, attempt {}: {}", lease.kind(), lease.videoId(), lease.attempt(), outcome);
    return outcome;
  }

  private String attempt(Job job) {
    heartbeat = Heartbeat.start(job, handler, settings.heartbeat(), settings.lease());
    try {
      handler.run(job);
      return "done";
    } catch (Exception e) {
      heartbeat.close();
      Thread.interrupted();
      return settle(job, e);
    } finally {
      heartbeat.close();
    }
  }

  /** Somebody else may have settled the task meanwhile, or deleted the video. */
  private String settle(Job job, Exception thrown) {
    try {
      return settled(job, thrown);
    } catch (VideoException e) {
      if (e.failure() == Failure.LEASE_LOST) {
        return LEASE_LOST;
      }
      throw e;
    }
  }

  private String settled(Job job, Exception thrown) {
    var lease = job.lease();
    return switch (job.stopped()) {
      case LEASE_LOST -> LEASE_LOST;
      case SHUTTING_DOWN -> {
        await(settlement.handBack(lease));
        yield "handed_back";
      }
      case null -> {
        var why = VideoException.of(thrown);
        if (why.failure() == Failure.LEASE_LOST) {
          yield LEASE_LOST;
        }
        Span.current().failed(why.failure().code());
        log.warn("{} {}: {}", lease.kind(), lease.videoId(), why.getMessage(), thrown);
        var outcome = await(settlement.settle(handler, lease, why));
        yield outcome.name().toLowerCase(Locale.ROOT);
      }
    };
  }
}
