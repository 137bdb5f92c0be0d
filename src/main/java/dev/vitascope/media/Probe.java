package dev.vitascope.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was found in an original.
 *
 * @param container by its first bytes
 * @param duration of the longest stream, positive
 * @param bitRate of the whole file in bit/s, 0 if unknown
 * @param video the picture to encode
 * @param audio the sound that goes with it
 * @param warnings sentences for whoever sent the file, of what is not as it should be
 */
public record Probe(
    Container container,
    Duration duration,
    long bitRate,
    VideoTrack video,
    Optional<AudioTrack> audio,
    List<String> warnings) {

  public Probe {
    // Rows of before have none.
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("a video lasts longer than nothing");
    }
  }

  /** Of the pictures, where the file tells it apart from that of the longest stream. */
  Duration length() {
    return video.duration().filter(own -> own.compareTo(duration) < 0).orElse(duration);
  }

  Probe with(List<String> more) {
    return new Probe(container, duration, bitRate, video, audio, more);
  }
}
