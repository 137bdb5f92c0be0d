package dev.vitascope.media;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Ends an encode that goes nowhere or takes for ever. Progress is a frame more, or an MP4 written
 * to: at the end ffmpeg moves whole files about (faststart) without a word.
 */
final class Stall {

  private record Signs(long frames, Duration outTime, long written) {}

  private final EncodeJob job;
  private final MediaLimits limits;
  // By a clock that nobody sets.
  private final long started = System.nanoTime();
  private long lastSign = started;
  private Signs signs = new Signs(0, Duration.ZERO, 0);

  Stall(EncodeJob job, MediaLimits limits) {
    this.job = job;
    this.limits = limits;
  }

  /**
   * Looks for signs of progress.
   *
   * @throws VideoException with {@link Failure#ENCODE_STALLED} if there were none for too long
   */
  void look(ProgressReader progress) throws IOException {
    long now = System.nanoTime();
    var seen =
        new Signs(progress.frames(), progress.outTime().orElse(Duration.ZERO), lastWritten());
    if (!seen.equals(signs)) {
      signs = seen;
      lastSign = now;
    }
    if (now - lastSign > patience(progress).toNanos()) {
      throw new VideoException(Failure.ENCODE_STALLED);
    }
    var most = limits.encodeTime(job.probe().duration());
    if (now - started > most.toNanos()) {
      throw new VideoException(
          Failure.ENCODE_STALLED,
          "The encoder was stopped after " + most.toMinutes() + " minutes, the most it may take.");
    }
  }

  /** What was encoded before is decoded again, without a word. */
  private Duration patience(ProgressReader progress) {
    var before = Duration.ofSeconds((long) job.checkpoint().segments() * SegmentGrid.SECONDS);
    return progress.frames() == 0 ? limits.stall().plus(before) : limits.stall();
  }

  private long lastWritten() throws IOException {
    var last = 0L;
    for (var rendition : job.renditions()) {
      var mp4 = job.scratch().resolve(rendition.mp4());
      if (Files.exists(mp4)) {
        last = Math.max(last, Files.getLastModifiedTime(mp4).toMillis());
      }
    }
    return last;
  }
}
