package dev.vitascope.retention;

import dev.vitascope.bus.SingleHolder;
import dev.vitascope.bus.TurnLoop;
import dev.vitascope.db.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Carries retention out, over and over; one node at a time does. */
public final class RetentionLoop extends TurnLoop {

  /** Longer than the checks of one video take. */
  private static final Duration LEASE = Duration.ofMinutes(15);

  private final Retention retention;
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
    super("retention", holder);
    this.retention = retention;
    this.every = settings.every();
    this.meters = meters;
    this.staying = meters.gauge("vitascope.retention.staying", new AtomicLong());
  }

  /** Whose turn it is, decided by the database. */
  public static SingleHolder turn(Sql sql, String node) {
    return new SingleHolder(sql, "retention", node, LEASE);
  }

  @Override
  protected void inTurn() {
    var stay = new AtomicLong();
    retention.carryOut(
        this::isMine,
        decision -> {
          if (decision.goes()) {
            meters.counter("vitascope.retention", "action", decision.action().word()).increment();
          } else {
            stay.incrementAndGet();
          }
        });
    staying.set(stay.get());
  }

  @Override
  protected void outOfTurn() {
    staying.set(0);
  }

  @Override
  protected Duration pause() {
    return every;
  }
}
