package dev.vitascope.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of {@code corpus.yaml}: how ffmpeg makes a file, and what must come of it.
 *
 * @param file its name, which tells ffmpeg the container
 * @param whole whether it is tried only with the whole corpus
 * @param size of the picture as it is coded
 * @param rate of its frames
 * @param length in seconds
 * @param filter from red, green, blue and grey quarters to what is encoded
 * @param video options of the picture, or {@code none}
 * @param audio options of the sound, or {@code none}
 * @param options of the output
 * @param then options of a second run, which copies; {@code %s} stands for the first file
 * @param kept how much of the file is left, from 0 to 1
 * @param rungs sizes made, lowest first
 * @param seconds the outputs last
 * @param slack how many frames more or fewer there may be, 1 if not told
 * @param frames a second in the outputs
 * @param sounding whether the outputs have it
 * @param quarters their colours by letter, clockwise from the upper left; {@code none}: not looked
 *     at
 * @param tolerance for the colours, of 255
 * @param inTime whether flash and beep are looked for
 * @param warned whether the probe has warnings
 * @param failure in place of all this
 */
@JsonNaming(SnakeCaseStrategy.class)
record CorpusEntry(
    String file,
    boolean whole,
    String size,
    String rate,
    double length,
    String filter,
    String video,
    String audio,
    String options,
    String then,
    double kept,
    String rungs,
    double seconds,
    int slack,
    String frames,
    @JsonProperty("sound") String sounding,
    String quarters,
    int tolerance,
    @JsonProperty("synced") String inTime,
    boolean warned,
    String failure) {

  CorpusEntry {
    size = Objects.requireNonNullElse(size, "320x180");
    rate = Objects.requireNonNullElse(rate, "25");
    length = length == 0 ? 2 : length;
    filter = Objects.requireNonNullElse(filter, "tagged");
    video = Objects.requireNonNullElse(video, "-c:v libx264 -preset ultrafast");
    audio = Objects.requireNonNullElse(audio, "-c:a aac");
    options = Objects.requireNonNullElse(options, "");
    then = Objects.requireNonNullElse(then, "");
    kept = kept == 0 ? 1 : kept;
    rungs = Objects.requireNonNullElse(rungs, "160x90 320x180");
    seconds = seconds == 0 ? length : seconds;
    slack = Math.max(1, slack);
    frames = Objects.requireNonNullElse(frames, rate);
    quarters = Objects.requireNonNullElse(quarters, "RGBW");
    tolerance = tolerance == 0 ? 8 : tolerance;
  }

  static List<CorpusEntry> read(String resource) throws IOException {
    try (var rows = Objects.requireNonNull(CorpusEntry.class.getResourceAsStream(resource))) {
      return new YAMLMapper().readValue(rows, new TypeReference<>() {});
    }
  }

  boolean sound() {
    return sounding == null ? !audio.equals("none") : Boolean.parseBoolean(sounding);
  }

  boolean synced() {
    return inTime == null ? sound() : Boolean.parseBoolean(inTime);
  }

  Optional<String> refused() {
    return Optional.ofNullable(failure);
  }

  @Override
  public String toString() {
    return file;
  }
}
