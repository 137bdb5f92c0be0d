package dev.vitascope.ingest;

import java.time.Duration;

/**
 * What uploads may be and how long things of theirs last.
 *
 * @param largest file, in bytes
 * @param urlValidity of a part's URL (specification: 1 hour)
 * @param leftAfter an upload without a sign of life for so long is given up
 */
public record IngestSettings(long largest, Duration urlValidity, Duration leftAfter) {

  /** 10 GiB, an hour, a day. */
  public static final IngestSettings DEFAULTS =
      new IngestSettings(10L << 30, Duration.ofHours(1), Duration.ofHours(24));

  public IngestSettings {
    if (largest < 1 || !urlValidity.isPositive() || !leftAfter.isPositive()) {
      throw new IllegalArgumentException("uploads have a size and a time");
    }
  }
}
