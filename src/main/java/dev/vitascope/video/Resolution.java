package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A rung's or a rendition's name: the short side in pixels, written {@code 720p}.
 *
 * @param shortSide in pixels, at least 2
 */
public record Resolution(int shortSide) implements Comparable<Resolution> {

  public Resolution {
    if (shortSide < 2) {
      throw new IllegalArgumentException("a picture's short side is at least 2 pixels");
    }
  }

  /**
   * The resolution that {@code 720p} and the like name.
   *
   * @throws IllegalArgumentException if the text is no such name
   */
  @JsonCreator
  public static Resolution parse(String text) {
    if (!text.matches("[1-9][0-9]{0,4}p")) {
      throw new IllegalArgumentException("not a resolution: " + text);
    }
    return new Resolution(Integer.parseInt(text.substring(0, text.length() - 1)));
  }

  @Override
  public int compareTo(Resolution other) {
    return Integer.compare(shortSide, other.shortSide);
  }

  @JsonValue
  @Override
  public String toString() {
    return shortSide + "p";
  }
}
