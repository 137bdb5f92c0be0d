package dev.vitascope.media;

import dev.vitascope.bus.Job;
import dev.vitascope.video.Progress.RenditionProgress;
import dev.vitascope.video.Shares;
import dev.vitascope.video.Stage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Turns what the parts of a transcode say into one progress, which the heartbeat stores. */
final class TranscodeReport {

  private final Job job;
  private final long begun = System.nanoTime();
  private List<Rendition> renditions = List.of();

  TranscodeReport(Job job) {
    this.job = job;
    at(Stage.FETCHING, Shares.UPLOADED);
  }

  void at(Stage stage, double percent) {
    tell(stage, percent, OptionalLong.empty(), stage == Stage.STORING ? 100 : 0);
  }

  /** A part of the original is here. */
  void fetched(double fraction) {
    var percent = Shares.between(Shares.UPLOADED, Shares.FETCHED, fraction);
    tell(Stage.FETCHING, percent, OptionalLong.empty(), 0);
  }

  void encodes(List<Rendition> wanted) {
    renditions = wanted;
    at(Stage.ENCODING, Shares.FETCHED);
  }

  void encoded(EncodeProgress progress) {
    var percent = Shares.between(Shares.FETCHED, Shares.ENCODED, progress.fraction());
    tell(Stage.ENCODING, percent, timeLeft(percent), progress.fraction() * 100);
  }

  TranscodeProgress completed() {
    return progress(Stage.DONE, Shares.STORED, OptionalLong.empty(), 100);
  }

  /** As the time so far, in proportion: over a whole encode this is steadier than its speed. */
  private OptionalLong timeLeft(double percent) {
    double gone = percent - Shares.UPLOADED;
    if (gone < 1) {
      return OptionalLong.empty();
    }
    var elapsed = Duration.ofNanos(System.nanoTime() - begun);
    return OptionalLong.of(
        Math.round(elapsed.toMillis() / 1000.0 * (Shares.STORED - percent) / gone));
  }

  private void tell(Stage stage, double percent, OptionalLong eta, double encoded) {
    job.report(progress(stage, percent, eta, encoded));
  }

  private TranscodeProgress progress(
      Stage stage, double percent, OptionalLong eta, double encoded) {
    return new TranscodeProgress(
        stage,
        percent,
        eta,
        renditions.stream()
            .map(rendition -> new RenditionProgress(rendition.resolution(), encoded))
            .toList());
  }
}
