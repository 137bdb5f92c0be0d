package dev.vitascope.media;

import dev.vitascope.video.Resolution;
import java.math.BigDecimal;
import java.nio.file.Path;

/**
 * A segment that ffmpeg has closed.
 *
 * @param resolution of its rendition
 * @param sequence from 0
 * @param duration in seconds
 * @param path where it lies
 */
public record SegmentFile(Resolution resolution, int sequence, BigDecimal duration, Path path) {

  public SegmentFile {
    if (sequence < 0 || duration.signum() <= 0) {
      throw new IllegalArgumentException("no segment: " + sequence + " of " + duration + " s");
    }
  }

  /** Its name within its rendition's folder: {@code 00000.m4s}. */
  static String name(int sequence) {
    return "%05d.m4s".formatted(sequence);
  }
}
