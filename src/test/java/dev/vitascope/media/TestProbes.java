package dev.vitascope.media;

import dev.vitascope.media.VideoTrack.Colour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Probes of files that need not exist. */
final class TestProbes {

  static final Colour STANDARD = new Colour("bt709", "bt709", "bt709", "tv");

  private TestProbes() {}

  static Probe full() {
    return of(video("1920x1080", "30000/1001", "yuv420p", false, STANDARD), sound());
  }

  static Optional<AudioTrack> sound() {
    return Optional.of(new AudioTrack(1, "aac", 2, 44_100));
  }

  static Probe of(VideoTrack video, Optional<AudioTrack> audio) {
    return new Probe(Container.MOV, Duration.ofSeconds(60), 5_000_000, video, audio, List.of());
  }

  static VideoTrack video(
      String size, String rate, String pixelFormat, boolean interlaced, Colour colour) {
    var picture = PictureSize.parse(size);
    return new VideoTrack(
        0,
        "h264",
        picture,
        picture,
        0,
        FrameRate.parse(rate),
        pixelFormat,
        interlaced,
        colour,
        Optional.of(Duration.ofSeconds(60)),
        4_800_000);
  }
}
