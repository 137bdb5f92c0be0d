package dev.vitascope.cli;

/** Words from outside on their way to a terminal. */
final class Text {

  private Text() {}

  /**
   * Without control characters, and without those that turn the direction of what follows: a file's
   * name must not steer the terminal, nor look as if it ended otherwise.
   */
  static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]", "?");
  }
}
