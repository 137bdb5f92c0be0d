package dev.vitascope.media;

import java.time.Duration;
import java.util.Optional;

/**
 * What was found in an original.
 *
 * @param container by its first bytes
 * @param duration of the longest stream, positive
 * @param bitRate of the whole file in bit/s, 0 if unknown
 * @param video the picture to encode
 * @param audio the sound that goes with it
 */
public record Probe(
    Container container,
    Duration duration,
    long bitRate,
    VideoTrack video,
    Optional<AudioTrack> audio) {

  public Probe {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("a video lasts longer than nothing");
    }
  }
}
