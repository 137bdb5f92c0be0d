package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may play a video. */
public enum Visibility {
  /** Anyone, by addresses that last. */
  PUBLIC,
  /** Whoever has a signed link that has not run out. */
  PRIVATE,
  /** It is to be public, and its files are on their way there: until they are, as if private. */
  PUBLISHING;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The visibility that a word names.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Visibility of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
