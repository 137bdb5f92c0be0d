package dev.vitascope.ingest;

import java.time.Duration;

/**
 * What uploads may be and how long things of theirs last.
 *
 * @param largest file, in bytes
 * @param urlValidity of a part's URL (specification: 1 hour)
 * @param openAtOnce the uploads that one client may have open
 * @param leftAfter an upload without a sign of life for so long is given up
 */
public record IngestSettings(
    long largest, Duration urlValidity, int openAtOnce, Duration leftAfter) {

  /** 10 GiB, an hour, 3,000, a day. */
  public static final IngestSettings DEFAULTS =
      new IngestSettings(10L << 30, Duration.ofHours(1), 3_000, Duration.ofHours(24));

  public IngestSettings {
    if (largest < 1 || !urlValidity.isPositive() || !leftAfter.isPositive()) {
      throw new IllegalArgumentException("uploads have a size and a time");
    }
    if (openAtOnce < 1) {
      throw new IllegalArgumentException("a client has an upload at least, not " + openAtOnce);
    }
  }

  public IngestSettings openAtOnce(int most) {
    return new IngestSettings(largest, urlValidity, most, leftAfter);
  }
}
