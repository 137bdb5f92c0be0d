package dev.vitascope.media;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Where all renditions of a video are cut, counted in frames: every segment but the last has the
 * same number, so that one can be made without those before it.
 *
 * @param rate of the frames
 */
record SegmentGrid(FrameRate rate) {

  /** What a segment lasts, to the nearest frame. */
  static final int SECONDS = 10;

  private static final int KEYFRAMES = 5;

  /** Of a segment. */
  int frames() {
    return Math.toIntExact(Math.max(1, Math.round(SECONDS * rate.value())));
  }

  /** For {@code -force_key_frames}: on the first frame of every segment, and every 2 s within. */
  String keyframes() {
    return "expr:eq(mod(mod(n,%d),%d),0)".formatted(frames(), Math.ceilDiv(frames(), KEYFRAMES));
  }

  /** Of a segment in seconds, as playlists tell it. */
  BigDecimal seconds() {
    return seconds(RoundingMode.HALF_UP);
  }

  /** For {@code hls_time}: never past the keyframe that is to begin the next segment. */
  BigDecimal cut() {
    return seconds(RoundingMode.DOWN);
  }

  private BigDecimal seconds(RoundingMode rounding) {
    return BigDecimal.valueOf(frames() * rate.seconds())
        .divide(BigDecimal.valueOf(rate.frames()), 6, rounding);
  }
}
