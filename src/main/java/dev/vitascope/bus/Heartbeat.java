package dev.vitascope.bus;

import dev.vitascope.tracing.LogFields;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running job's sign of life, on a thread of its own, since the work may block its own for
 * minutes. A lease that is lost, or could not be renewed for as long as it lasts, stops the job.
 */
final class Heartbeat implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  private final Job job;
  private final Supplier<Future<Boolean>> beat;
  private final Duration every;
  private final Duration lease;
  private final Thread thread;
  private final Semaphore hurry = new Semaphore(0);
  private volatile boolean closed;

  private Heartbeat(
      Job job, Supplier<Future<Boolean>> beat, Duration every, Duration lease, String name) {
    this.job = job;
    this.beat = beat;
    this.every = every;
    this.lease = lease;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::beat);
  }

  static Heartbeat start(Job job, JobHandler handler, Duration every, Duration lease) {
    var heartbeat =
        new Heartbeat(
            job, () -> handler.heartbeat(job), every, lease, "heartbeat-" + job.lease().videoId());
    heartbeat.thread.start();
    return heartbeat;
  }

  /** Beats at once. */
  void hurry() {
    hurry.release();
  }

  /** Ends when the beat at hand has ended: none comes after it. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    LogFields.about(job.lease().videoId(), job.lease().trace(), this::run);
  }

  private void run() {
    long renewed = System.nanoTime();
    while (!closed) {
      try {
        hurry.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS);
        hurry.drainPermits();
        long asked = System.nanoTime();
        if (!beat.get().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS)) {
          job.stop(Job.Stop.LEASE_LOST);
          return;
        }
        renewed = asked;
      } catch (InterruptedException e) {
        return;
      } catch (ExecutionException | TimeoutException | RuntimeException e) {
        log.warn("{}: no heartbeat could be stored: {}", job.lease().videoId(), e.toString());
      }
      if (System.nanoTime() - renewed > lease.toNanos()) {
        job.stop(Job.Stop.LEASE_LOST);
        return;
      }
    }
  }
}
