package dev.vitascope.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** How late an event loop is: what is due waits behind what is at it. */
final class LoopLag {

  private static final long EVERY = 500;

  private final Timer lag;
  private long due = System.nanoTime();

  private LoopLag(MeterRegistry meters) {
    this.lag = meters.timer("vitascope.eventloop.lag");
  }

  /** Measures the calling context's loop for as long as it lives. */
  static void measure(Vertx vertx, MeterRegistry meters) {
    var measured = new LoopLag(meters);
    measured.next(vertx);
  }

  private void next(Vertx vertx) {
    due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EVERY);
    vertx.setTimer(
        EVERY,
        fired -> {
          lag.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
          next(vertx);
        });
  }
}
