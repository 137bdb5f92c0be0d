package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a video's copy on IPFS stands. It never holds up the video itself. */
public enum IpfsStatus {
  QUEUED,
  PINNING,
  PINNED,
  FAILED,
  /** This deployment pins nothing. */
  OFF;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state that a word names.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static IpfsStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
