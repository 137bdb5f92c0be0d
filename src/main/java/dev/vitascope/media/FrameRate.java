package dev.vitascope.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Frames a second, exact: 29.97 is 30000/1001.
 *
 * @param frames 1 or more
 * @param seconds 1 or more
 */
public record FrameRate(long frames, long seconds) {

  private static final double MOST = 60.01;
  private static final double LEAST = 5;
  private static final FrameRate UNKNOWN = new FrameRate(25, 1);
  private static final List<FrameRate> USUAL =
      List.of(
          new FrameRate(10, 1),
          new FrameRate(12, 1),
          new FrameRate(15, 1),
          new FrameRate(20, 1),
          new FrameRate(24000, 1001),
          new FrameRate(24, 1),
          new FrameRate(25, 1),
          new FrameRate(30000, 1001),
          new FrameRate(30, 1),
          new FrameRate(50, 1),
          new FrameRate(60000, 1001),
          new FrameRate(60, 1));

  public FrameRate {
    if (frames < 1 || seconds < 1) {
      throw new IllegalArgumentException("no frame rate: " + frames + "/" + seconds);
    }
  }

  /** The rate that {@code 30000/1001} writes; empty for ffprobe's {@code 0/0}. */
  static Optional<FrameRate> find(String text) {
    var parts = text.split("/", 2);
    var frames = Long.parseLong(parts[0]);
    var seconds = parts.length == 2 ? Long.parseLong(parts[1]) : 1;
    return frames < 1 || seconds < 1
        ? Optional.empty()
        : Optional.of(new FrameRate(frames, seconds));
  }

  /**
   * The rate as {@code 30000/1001}.
   *
   * @throws IllegalArgumentException if the text is no rate
   */
  @JsonCreator
  public static FrameRate parse(String text) {
    return find(text).orElseThrow(() -> new IllegalArgumentException("no frame rate: " + text));
  }

  /**
   * The constant rate to encode at: the source's own where it keeps one, else a usual one that
   * loses no frame of its average; above 60 halved until it is not, below 5 raised, so that every
   * segment has keyframes in time.
   *
   * @param nominal the rate the timestamps are multiples of
   * @param average frames by duration
   */
  static FrameRate toEncode(Optional<FrameRate> nominal, Optional<FrameRate> average) {
    var rate = average.or(() -> nominal).orElse(UNKNOWN);
    var mean = rate.value();
    var constant = nominal.filter(r -> Math.abs(r.value() / mean - 1) < 0.01);
    var chosen = constant.orElseGet(() -> usualAtLeast(mean));
    if (chosen.value() < LEAST) {
      return USUAL.getFirst();
    }
    while (chosen.value() > MOST) {
      chosen = new FrameRate(chosen.frames, chosen.seconds * 2);
    }
    return chosen;
  }

  private static FrameRate usualAtLeast(double mean) {
    return USUAL.stream()
        .filter(usual -> usual.value() >= mean * 0.995)
        .findFirst()
        .orElse(USUAL.getLast());
  }

  /** In seconds, to the microsecond. */
  BigDecimal frameLength() {
    return BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(frames), 6, RoundingMode.HALF_UP);
  }

  public double value() {
    return (double) frames / seconds;
  }

  /** With three decimals, as RFC 8216bis §4.4.6.2 has it for {@code FRAME-RATE}. */
  BigDecimal rounded() {
    return BigDecimal.valueOf(frames).divide(BigDecimal.valueOf(seconds), 3, RoundingMode.HALF_UP);
  }

  @JsonValue
  @Override
  public String toString() {
    return frames + "/" + seconds;
  }
}
