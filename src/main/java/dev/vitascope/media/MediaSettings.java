package dev.vitascope.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How this node transcodes.
 *
 * @param ffmpeg the executable to use in place of the bundled one
 * @param ffprobe likewise; needed where {@code ffmpeg} has none beside it
 * @param slots videos worked on at once, 1 or more
 * @param encoders to try before x264, best first
 * @param preset x264's preset, over the ladder's
 * @param threads for decoding and for each encoder; 0 leaves it to ffmpeg
 * @param niceness added to our own, 0–19
 * @param sandboxed whether ffmpeg runs in a {@link Sandbox} where there is one
 * @param limits what a video may ask for
 */
public record MediaSettings(
    Optional<Path> ffmpeg,
    Optional<Path> ffprobe,
    int slots,
    List<PictureEncoder> encoders,
    Optional<String> preset,
    int threads,
    int niceness,
    boolean sandboxed,
    MediaLimits limits) {

  public static final MediaSettings DEFAULTS =
      new MediaSettings(
          Optional.empty(),
          Optional.empty(),
          1,
          List.of(),
          Optional.empty(),
          0,
          10,
          true,
          MediaLimits.DEFAULTS);

  public MediaSettings {
    encoders = List.copyOf(encoders);
    if (slots < 1) {
      throw new IllegalArgumentException("a worker has at least one slot, not " + slots);
    }
    if (threads < 0 || threads > 64) {
      throw new IllegalArgumentException("threads are 0 to 64, not " + threads);
    }
    if (niceness < 0 || niceness > 19) {
      throw new IllegalArgumentException("niceness is 0 to 19, not " + niceness);
    }
    preset.ifPresent(Ladder::requirePreset);
  }
}
