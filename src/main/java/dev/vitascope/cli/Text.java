package dev.vitascope.cli;

/** Words from outside on their way to a terminal. */
final class Text {

  private Text() {}

  /** Without control characters: a file's name must not steer the terminal. */
  static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
