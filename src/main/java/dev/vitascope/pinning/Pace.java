package dev.vitascope.pinning;

import java.time.Duration;

/**
 * How often to look.
 *
 * @param round between two looks at what is on its way, and the first wait after a failure
 * @param check between two looks at what is kept
 */
public record Pace(Duration round, Duration check) {

  public static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofDays(1));

  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * The wait before another try: it doubles with each, up to an hour.
   *
   * @param attempts that failed before the one that just did
   */
  Duration after(int attempts) {
    var doubled = round.multipliedBy(1L << Math.min(attempts, 12));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
