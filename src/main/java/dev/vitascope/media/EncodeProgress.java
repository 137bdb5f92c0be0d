package dev.vitascope.media;

import java.time.Duration;

/**
 * How far an encode has come.
 *
 * @param outTime encoded so far
 * @param speed times real time, 0 while unknown
 * @param fraction of the video, 0–1
 */
public record EncodeProgress(Duration outTime, double speed, double fraction) {

  static EncodeProgress of(Duration outTime, double speed, Duration whole) {
    var fraction = (double) outTime.toMillis() / Math.max(1, whole.toMillis());
    return new EncodeProgress(outTime, speed, Math.clamp(fraction, 0, 1));
  }
}
