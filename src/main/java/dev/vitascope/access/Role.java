package dev.vitascope.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may do; each may do all that those before it may. */
public enum Role {
  /** Look at videos and their progress. */
  VIEWER,
  /** Upload, edit, retry and delete them. */
  UPLOADER,
  /** See how the server is. */
  OPERATOR;

  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** By its name in small letters; empty for any other word. */
  public static Optional<Role> named(String word) {
    return Stream.of(values()).filter(role -> role.toString().equals(word)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
