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

  /**
   * By the frames of the first rendition: the time that ffmpeg tells waits for the slowest stream,
   * and thumbnails come seldom.
   *
   * @param frames encoded by this run, after those that the job had before
   * @param elapsed since the encode began
   */
  static EncodeProgress of(long frames, Duration elapsed, EncodeJob job) {
    double rate = job.probe().video().rate().value();
    double seconds = (job.framesBefore() + frames) / rate;
    double whole = Math.max(0.001, job.probe().duration().toMillis() / 1000.0);
    return new EncodeProgress(
        Duration.ofMillis(Math.round(seconds * 1000)),
        frames / rate / Math.max(0.001, elapsed.toMillis() / 1000.0),
        Math.clamp(seconds / whole, 0, 1));
  }
}
