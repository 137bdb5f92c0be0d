package dev.vitascope.ingest;

import java.time.Duration;
import java.util.Optional;

/**
 * What uploads may be and how long things of theirs last.
 *
 * @param largest file, in bytes
 * @param urlValidity of a part's URL (specification: 1 hour)
 * @param openAtOnce the uploads that one client may have open
 * @param bytesPerDay that one client may announce; absent for any number
 * @param leftAfter an upload without a sign of life for so long is given up
 */
public record IngestSettings(
    long largest,
    Duration urlValidity,
    int openAtOnce,
    Optional<Long> bytesPerDay,
    Duration leftAfter) {

  /** 10 GiB, an hour, 3,000, any, a day. */
  public static final IngestSettings DEFAULTS =
      new IngestSettings(
          10L << 30, Duration.ofHours(1), 3_000, Optional.empty(), Duration.ofHours(24));

  public IngestSettings {
    if (largest < 1 || !urlValidity.isPositive() || !leftAfter.isPositive()) {
      throw new IllegalArgumentException("uploads have a size and a time");
    }
    if (openAtOnce < 1) {
      throw new IllegalArgumentException("a client has an upload at least, not " + openAtOnce);
    }
    if (bytesPerDay.filter(bytes -> bytes < 1).isPresent()) {
      throw new IllegalArgumentException("a client may upload something a day");
    }
  }

  public IngestSettings openAtOnce(int most) {
    return new IngestSettings(largest, urlValidity, most, bytesPerDay, leftAfter);
  }

  public IngestSettings bytesPerDay(Optional<Long> most) {
    return new IngestSettings(largest, urlValidity, openAtOnce, most, leftAfter);
  }
}
