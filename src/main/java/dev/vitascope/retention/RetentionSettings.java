package dev.vitascope.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * How long originals stay.
 *
 * @param completed after the video was completed; absent for ever
 * @param failed after the video failed, as long as it may be tried again; absent for ever
 * @param proofs whether a copy on IPFS counts only once it has been read back elsewhere
 * @param every how often it is looked what has had its time
 */
public record RetentionSettings(
    Optional<Duration> completed, Optional<Duration> failed, boolean proofs, Duration every) {

  public static final int COMPLETED_DAYS = 30;
  public static final int FAILED_DAYS = 7;

  private static final Duration EVERY = Duration.ofMinutes(10);

  public RetentionSettings {
    if (!every.isPositive()) {
      throw new IllegalArgumentException("between two looks at originals there is some time");
    }
  }

  /** So many days each; 0 is for ever. */
  public static RetentionSettings ofDays(int completed, int failed) {
    return new RetentionSettings(days(completed), days(failed), false, EVERY);
  }

  /** The same, with copies that count only once they are proven, or without. */
  public RetentionSettings withProofs(boolean wanted) {
    return new RetentionSettings(completed, failed, wanted, every);
  }

  private static Optional<Duration> days(int days) {
    if (days < 0) {
      throw new IllegalArgumentException("originals are kept for days, 0 is for ever: " + days);
    }
    return Optional.of(Duration.ofDays(days)).filter(Duration::isPositive);
  }
}
