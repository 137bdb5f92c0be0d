package dev.vitascope.cli;

import dev.vitascope.video.Eta;
import dev.vitascope.video.IpfsStatus;
import dev.vitascope.video.Progress;
import dev.vitascope.video.Shares;
import dev.vitascope.video.VideoStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.OptionalDouble;

/** What is shown of one file: its last news, with speed and time left of the part it is on. */
final class Track {

  private static final String WAITING = "Waiting";
  private static final String PINNING = "Pinning";

  private final String name;
  private Eta eta = new Eta();
  private String phase = WAITING;
  private OptionalDouble percent = OptionalDouble.empty();
  private String detail = "";
  private boolean measured;

  Track(Path file) {
    this.name = Text.plain(String.valueOf(file.getFileName()));
  }

  String name() {
    return name;
  }

  /** The part of the way it is on; a change of it is news. */
  synchronized String phase() {
    return phase;
  }

  synchronized void sent(long bytes, long size, double seconds) {
    enter(VideoStatus.UPLOADING.word());
    measure(bytes, size, seconds);
  }

  synchronized void progressed(Progress progress, double seconds) {
    if (isPinning(progress)) {
      enter(PINNING);
      pinned(progress.ipfs(), seconds);
      return;
    }
    enter(progress.status().word());
    measured = false;
    percent = OptionalDouble.of(ofThisPart(progress));
    detail = detailOf(progress);
  }

  private static boolean isPinning(Progress progress) {
    var copy = progress.ipfs().status();
    return progress.status() == VideoStatus.COMPLETED
        && (copy == IpfsStatus.QUEUED || copy == IpfsStatus.PINNING);
  }

  private void pinned(Progress.Ipfs copy, double seconds) {
    detail = "can be watched already";
    if (copy.sentBytes().isPresent() && copy.totalBytes().isPresent()) {
      measure(copy.sentBytes().get(), copy.totalBytes().get(), seconds);
    } else {
      measured = false;
      percent = OptionalDouble.empty();
    }
  }

  private void enter(String next) {
    if (!phase.equals(next)) {
      phase = next;
      eta = new Eta();
    }
  }

  private void measure(long bytes, long size, double seconds) {
    measured = true;
    percent = OptionalDouble.of(100.0 * bytes / Math.max(1, size));
    eta.at(seconds, (double) bytes, (double) size);
  }

  /** Each part of the way has a bar of its own; the upload's is full already. */
  private static double ofThisPart(Progress progress) {
    return progress.status() == VideoStatus.TRANSCODING
        ? 100 * (progress.percent() - Shares.UPLOADED) / (Shares.STORED - Shares.UPLOADED)
        : progress.percent();
  }

  private static String detailOf(Progress progress) {
    var words = new ArrayList<String>();
    if (progress.status() == VideoStatus.TRANSCODING) {
      words.add(progress.stage().word());
      progress.speed().ifPresent(speed -> words.add(String.format(Locale.ROOT, "%.1f×", speed)));
      progress.queuePosition().ifPresent(place -> words.add("place " + place));
      progress.etaSeconds().ifPresent(s -> words.add(left(Duration.ofSeconds(s))));
    }
    progress.error().ifPresent(fault -> words.add(Text.plain(fault.message())));
    return String.join("  ", words);
  }

  private static String left(Duration time) {
    return Units.clock(time) + " left";
  }

  synchronized Bars.Row row(double seconds) {
    return new Bars.Row(name, phase, percent, measured ? measuredDetail(seconds) : detail);
  }

  private String measuredDetail(double seconds) {
    if (eta.stalled(seconds)) {
      return "stalled";
    }
    var speed = eta.speed();
    if (speed.isEmpty()) {
      return "";
    }
    var shown = Units.bytes(speed.getAsDouble()) + "/s";
    return shown + eta.left().map(time -> "  " + left(time)).orElse("");
  }
}
