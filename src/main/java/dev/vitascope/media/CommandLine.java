package dev.vitascope.media;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a command the way a person can paste it into a shell. */
final class CommandLine {

  private CommandLine() {}

  static String of(List<String> argv) {
    return argv.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
