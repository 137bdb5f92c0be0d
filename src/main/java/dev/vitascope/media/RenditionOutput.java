package dev.vitascope.media;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;

/**
 * A rendition that was made and passed its checks.
 *
 * @param rendition which
 * @param codec of its pictures, read from the stream
 * @param init the HLS init segment
 * @param segments the HLS segments, in order from 0
 * @param mp4 the progressive file
 */
public record RenditionOutput(
    Rendition rendition, CodecString codec, Path init, List<Segment> segments, Path mp4) {

  public RenditionOutput {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("a rendition has segments");
    }
  }

  /**
   * A segment and its size.
   *
   * @param bytes 1 or more
   */
  public record Segment(SegmentFile file, long bytes) {

    private long rate() {
      return RenditionOutput.rate(bytes, file.duration());
    }
  }

  /** Its media playlist, ended. */
  public MediaPlaylist playlist() {
    return MediaPlaylist.of(segments.stream().map(Segment::file).toList(), true);
  }

  /** Of all its segments, in seconds. */
  public BigDecimal duration() {
    return segments.stream()
        .map(segment -> segment.file().duration())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The highest rate of a segment in bit/s (RFC 8216 §4.3.4.2). */
  long peakRate() {
    return segments.stream().mapToLong(Segment::rate).max().orElseThrow();
  }

  long averageRate() {
    return Math.min(
        peakRate(), rate(segments.stream().mapToLong(Segment::bytes).sum(), duration()));
  }

  private static long rate(long bytes, BigDecimal seconds) {
    return BigDecimal.valueOf(bytes * 8).divide(seconds, 0, RoundingMode.CEILING).longValueExact();
  }
}
