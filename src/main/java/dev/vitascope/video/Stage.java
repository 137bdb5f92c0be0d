package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The finer word for where a video is on its way, in the order of the way. */
public enum Stage {
  RECEIVING,
  QUEUED,
  FETCHING,
  PROBING,
  ENCODING,
  STORING,
  PINNING,
  DONE;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The stage that a word names.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Stage of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
