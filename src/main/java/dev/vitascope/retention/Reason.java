package dev.vitascope.retention;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why something is done with an original. */
public enum Reason {
  /** Its renditions have been there for as long as originals are kept. */
  COMPLETED_LONG_AGO,
  /** Nobody has had it tried again for as long as that may be. */
  FAILED_LONG_AGO,
  /** Someone has set {@code keep_original} after it had gone to the archive. */
  ASKED_FOR;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
