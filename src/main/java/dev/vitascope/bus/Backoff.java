package dev.vitascope.bus;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that double with each attempt up to a limit, then spread over their upper half, so that
 * what failed together does not come back together.
 */
record Backoff(Duration first, Duration last, RandomGenerator random) {

  /**
   * The wait before the next attempt.
   *
   * @param attempt the one that failed, from 1
   */
  Duration after(int attempt) {
    var doubled = first.multipliedBy(1L << Math.min(attempt - 1, 30));
    var longest = doubled.compareTo(last) < 0 ? doubled : last;
    return Duration.ofMillis((long) (longest.toMillis() * random.nextDouble(0.5, 1)));
  }
}
