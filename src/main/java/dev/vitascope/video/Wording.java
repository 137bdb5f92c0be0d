package dev.vitascope.video;

import java.util.Locale;

/** What a person writes of a video, and how much of it. */
public enum Wording {
  TITLE(200),
  DESCRIPTION(5_000);

  private final int longest;

  Wording(int longest) {
    this.longest = longest;
  }

  /** The text; fails with {@code INVALID_REQUEST} if it is too long or has control characters. */
  public String checked(String text) {
    require(
        text.length() <= longest, "The %s has %d characters at most.".formatted(word(), longest));
    require(
        text.codePoints().noneMatch(Wording::isControl),
        "The %s has control characters in it.".formatted(word()));
    return text;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Line ends and tabs are text; PostgreSQL does not store U+0000. */
  private static boolean isControl(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
  }

  private static void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new VideoException(Failure.INVALID_REQUEST, otherwise);
    }
  }
}
