package dev.vitascope.media;

import java.time.Duration;

/**
 * What one process may use; the kernel holds it to this.
 *
 * @param niceness added to our own, 0–19; its turn at the disk follows from it
 * @param memory for its data, in bytes
 * @param cpu of all its threads together
 * @param fileSize the most it may write to one file, in bytes
 */
record Allowance(int niceness, long memory, Duration cpu, long fileSize) {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** For a look at a file. */
  static Allowance toProbe(MediaLimits limits) {
    return new Allowance(0, limits.memory(), cpu(limits.probeTime()), limits.fileSize());
  }

  /** For the encode of a video of this length. */
  static Allowance toEncode(Duration video, MediaSettings settings) {
    var limits = settings.limits();
    return new Allowance(
        settings.niceness(), limits.memory(), cpu(limits.encodeTime(video)), limits.fileSize());
  }

  private static Duration cpu(Duration wall) {
    return wall.multipliedBy(CORES);
  }
}
