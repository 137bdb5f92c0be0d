package dev.vitascope.retention;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is done with an original. */
public enum Action {
  ARCHIVED,
  DELETED,
  BROUGHT_BACK;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
