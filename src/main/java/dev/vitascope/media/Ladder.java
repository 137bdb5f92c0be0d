package dev.vitascope.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vitascope.video.Resolution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which renditions a video is given: {@code conf/ladder.yaml}.
 *
 * @param preset x264's
 * @param audioBitrate in kbit/s, for the sound that all renditions share
 * @param rungs lowest first, one or more
 */
public record Ladder(
    String preset, @JsonProperty("audio_bitrate") int audioBitrate, List<Rung> rungs) {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Set<String> PRESETS =
      Set.of(
          "ultrafast",
          "superfast",
          "veryfast",
          "faster",
          "fast",
          "medium",
          "slow",
          "slower",
          "veryslow");

  public Ladder {
    requirePreset(preset);
    if (audioBitrate < 32 || audioBitrate > 512) {
      throw new IllegalArgumentException("audio_bitrate is 32 to 512 kbit/s, not " + audioBitrate);
    }
    if (rungs.isEmpty() || rungs.stream().map(Rung::resolution).distinct().count() < rungs.size()) {
      throw new IllegalArgumentException("a ladder has rungs, each of another resolution");
    }
    rungs = rungs.stream().sorted(Comparator.comparing(Rung::resolution)).toList();
  }

  static void requirePreset(String preset) {
    if (!PRESETS.contains(preset)) {
      throw new IllegalArgumentException("no preset of x264: " + preset);
    }
  }

  /** The ladder that came with the program. */
  public static Ladder standard() {
    try (var in = Objects.requireNonNull(Ladder.class.getResourceAsStream("/conf/ladder.yaml"))) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ladder in {@code folder/ladder.yaml}, or the standard one if there is no such file. */
  public static Ladder in(Path folder) throws IOException {
    var file = folder.resolve("ladder.yaml");
    if (Files.notExists(file)) {
      return standard();
    }
    try (var in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  static Ladder read(InputStream yaml) throws IOException {
    return YAML.readValue(yaml, Ladder.class);
  }

  /**
   * The renditions of a picture, lowest first: all rungs it reaches, or one of its own size if it
   * reaches none.
   *
   * @param display the picture's size upright, with square pixels
   */
  public List<Rendition> renditions(PictureSize display) {
    var reached =
        rungs.stream()
            .filter(rung -> rung.resolution().shortSide() <= display.shortSide())
            .toList();
    if (!reached.isEmpty()) {
      return reached.stream().map(rung -> rung.rendition(display)).toList();
    }
    var own = new Resolution(Math.max(2, display.shortSide() / 2 * 2));
    return List.of(rungs.getFirst().at(own).rendition(display));
  }
}
