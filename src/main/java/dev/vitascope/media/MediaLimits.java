package dev.vitascope.media;

import java.time.Duration;

/**
 * What a video may ask for before it is refused or stopped.
 *
 * @param pixels of one picture, coded or shown
 * @param streams in a file
 * @param length of a video
 * @param memory an ffmpeg or ffprobe may hold, in bytes
 * @param fileSize the most that may be written to one file, in bytes
 * @param probeTime for one look at a file
 * @param stall the longest an encode may go without progress
 * @param leastEncodeTime what every encode may take
 * @param encodeTimeFactor what it may take beyond that, times the video's length
 */
public record MediaLimits(
    long pixels,
    int streams,
    Duration length,
    long memory,
    long fileSize,
    Duration probeTime,
    Duration stall,
    Duration leastEncodeTime,
    int encodeTimeFactor) {

  /** 8K and all that is smaller, twelve hours, 8 GiB of memory, 64 GiB a file. */
  public static final MediaLimits DEFAULTS =
      new MediaLimits(
          8192L * 4352,
          64,
          Duration.ofHours(12),
          8L << 30,
          64L << 30,
          Duration.ofMinutes(2),
          Duration.ofMinutes(3),
          Duration.ofMinutes(15),
          30);

  public MediaLimits {
    if (pixels < 64
        || streams < 1
        || memory < (256L << 20)
        || fileSize < (1 << 20)
        || encodeTimeFactor < 0) {
      throw new IllegalArgumentException("a limit that no video could keep");
    }
    for (var time : new Duration[] {length, probeTime, stall, leastEncodeTime}) {
      if (!time.isPositive()) {
        throw new IllegalArgumentException("a time limit is longer than nothing, not " + time);
      }
    }
  }

  MediaLimits withPixels(long most) {
    return new MediaLimits(
        most,
        streams,
        length,
        memory,
        fileSize,
        probeTime,
        stall,
        leastEncodeTime,
        encodeTimeFactor);
  }

  /** The wall time an encode of a video of this length may take. */
  public Duration encodeTime(Duration video) {
    return leastEncodeTime.plus(video.multipliedBy(encodeTimeFactor));
  }
}
