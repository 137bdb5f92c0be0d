package dev.vitascope.cli;

import dev.vitascope.video.IpfsStatus;
import dev.vitascope.video.Progress;
import dev.vitascope.video.VideoStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalDouble;

/** What is shown of one file: its last news, with speed and time left while it is sent. */
final class Track {

  private final String name;
  private final Eta eta = new Eta();
  private String phase = "Waiting";
  private OptionalDouble percent = OptionalDouble.empty();
  private String detail = "";
  private boolean sending;

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
    sending = true;
    phase = VideoStatus.UPLOADING.word();
    percent = OptionalDouble.of(100.0 * bytes / Math.max(1, size));
    eta.at(seconds, (double) bytes, (double) size);
  }

  synchronized void progressed(Progress progress) {
    sending = false;
    boolean pinning =
        progress.status() == VideoStatus.COMPLETED
            && (progress.ipfs().status() == IpfsStatus.QUEUED
                || progress.ipfs().status() == IpfsStatus.PINNING);
    phase = pinning ? "Pinning" : progress.status().word();
    percent = pinning ? OptionalDouble.empty() : OptionalDouble.of(progress.percent());
    detail = pinning ? "watchable; its copy goes to IPFS" : detailOf(progress);
  }

  private static String detailOf(Progress progress) {
    var words = new ArrayList<String>();
    if (progress.status() == VideoStatus.TRANSCODING) {
      words.add(progress.stage().word());
    }
    progress.queuePosition().ifPresent(place -> words.add("place " + place));
    progress.etaSeconds().ifPresent(s -> words.add(left(Duration.ofSeconds(s))));
    progress.error().ifPresent(fault -> words.add(Text.plain(fault.message())));
    return String.join("  ", words);
  }

  private static String left(Duration time) {
    return Units.clock(time) + " left";
  }

  synchronized Bars.Row row(double seconds) {
    return new Bars.Row(name, phase, percent, sending ? sendingDetail(seconds) : detail);
  }

  private String sendingDetail(double seconds) {
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
