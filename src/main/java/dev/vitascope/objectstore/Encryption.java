package dev.vitascope.objectstore;

import java.util.Locale;

/** Whether the storage is to keep objects encrypted with keys of its own (SSE-S3). */
public enum Encryption {
  OFF,
  /** Asked for with every object, where the storage says at the start that it does so. */
  OFFERED,
  /** The same, and a storage that does not is not used. */
  REQUIRED;

  /**
   * The one with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Encryption of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
