package dev.vitascope.retention;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Loop;
import dev.vitascope.bus.SingleHolder;
import dev.vitascope.db.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Carries retention out, over and over; one node at a time does. */
public final class RetentionLoop extends Loop {

  /** Longer than the checks of one video take. */
  private static final Duration LEASE = Duration.ofMinutes(15);

  private final Retention retention;
  private final SingleHolder holder;
  private final Duration every;
  private final MeterRegistry meters;
  private final AtomicLong staying;

  /**
   * A loop over one deployment.
   *
   * @param holder decides whether it is this node's turn
   */
  public RetentionLoop(
      Retention retention, SingleHolder holder, RetentionSettings settings, MeterRegistry meters) {
    super("retention");
    this.retention = retention;
    this.holder = holder;
    this.every = settings.every();
    this.meters = meters;
    this.staying = meters.gauge("vitascope.retention.staying", new AtomicLong());
  }

  /** Whose turn it is, decided by the database. */
  public static SingleHolder turn(Sql sql, String node) {
    return new SingleHolder(sql, "retention", node, LEASE);
  }

  @Override
  public Future<?> undeploy(Context context) {
    return super.undeploy(context).eventually(holder::release);
  }

  @Override
  protected Duration round() {
    var stay = new AtomicLong();
    retention.carryOut(
        () -> await(holder.hold()),
        decision -> {
          if (decision.goes()) {
            meters.counter("vitascope.retention", "action", decision.action().word()).increment();
          } else {
            stay.incrementAndGet();
          }
        });
    staying.set(stay.get());
    await(holder.release());
    return every;
  }
}
