package dev.vitascope.cli;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits between tries. Each is about twice the last; a random part of it keeps clients that failed
 * together from coming back together.
 *
 * @param tries in all, at least 1
 */
public record Retries(Duration first, Duration longest, int tries) {

  /** For calls to the server: some 3 s in all. */
  static final Retries CALLS = new Retries(Duration.ofMillis(200), Duration.ofSeconds(2), 5);

  /** For parts on their way to storage: some 2 minutes in all, for one part. */
  static final Retries PARTS = new Retries(Duration.ofMillis(500), Duration.ofSeconds(20), 10);

  public Retries {
    if (tries < 1) {
      throw new IllegalArgumentException("something is tried at least once: " + tries);
    }
  }

  /**
   * How long to wait now.
   *
   * @param failed how many tries have failed in a row, from 1
   */
  Duration after(int failed) {
    long full = Math.min(longest.toMillis(), first.toMillis() << Math.min(failed - 1, 30));
    return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }
}
