package dev.vitascope.media;

import dev.vitascope.bus.Job;
import dev.vitascope.video.Eta;
import dev.vitascope.video.Progress.RenditionProgress;
import dev.vitascope.video.Shares;
import dev.vitascope.video.Stage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Turns what the parts of a transcode say into one progress, which the heartbeat stores. */
final class TranscodeReport {

  private final Job job;
  private final Eta eta = new Eta();
  private List<Rendition> renditions = List.of();

  TranscodeReport(Job job) {
    this.job = job;
    at(Stage.FETCHING, Shares.UPLOADED);
  }

  void at(Stage stage, double percent) {
    tell(stage, percent, OptionalLong.empty(), 0, stage == Stage.STORING ? 100 : 0);
  }

  /** A part of the original is here. */
  void fetched(double fraction) {
    at(Stage.FETCHING, Shares.between(Shares.UPLOADED, Shares.FETCHED, fraction));
  }

  void encodes(List<Rendition> wanted) {
    renditions = wanted;
    at(Stage.ENCODING, Shares.FETCHED);
  }

  void encoded(EncodeProgress progress) {
    var percent = Shares.between(Shares.FETCHED, Shares.ENCODED, progress.fraction());
    eta.at(System.nanoTime() / 1e9, percent, Shares.STORED);
    tell(Stage.ENCODING, percent, timeLeft(), progress.speed(), progress.fraction() * 100);
  }

  TranscodeProgress completed() {
    return progress(Stage.DONE, Shares.STORED, OptionalLong.empty(), 0, 100);
  }

  private OptionalLong timeLeft() {
    return eta.left().map(Duration::toSeconds).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private void tell(Stage stage, double percent, OptionalLong left, double speed, double encoded) {
    job.report(progress(stage, percent, left, speed, encoded));
  }

  private TranscodeProgress progress(
      Stage stage, double percent, OptionalLong left, double speed, double encoded) {
    return new TranscodeProgress(
        stage,
        percent,
        left,
        speed,
        renditions.stream()
            .map(rendition -> new RenditionProgress(rendition.resolution(), encoded))
            .toList());
  }
}
