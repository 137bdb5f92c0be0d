package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The identity of a video, from the first request to its deletion. */
public record VideoId(@JsonValue UUID value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public VideoId {}

  public static VideoId random() {
    return new VideoId(UUID.randomUUID());
  }

  /**
   * The id a text names.
   *
   * @throws IllegalArgumentException if the text is no UUID
   */
  public static VideoId parse(String text) {
    var value = UUID.fromString(text);
    if (!value.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a UUID: " + text);
    }
    return new VideoId(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
