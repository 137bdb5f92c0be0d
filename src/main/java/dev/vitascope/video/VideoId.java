package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The identity of a video, from the first request to its deletion. */
public record VideoId(@JsonValue UUID value) {

  @JsonCreator
  public VideoId {}

  public static VideoId random() {
    return new VideoId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is no UUID
   */
  public static VideoId parse(String text) {
    return new VideoId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
