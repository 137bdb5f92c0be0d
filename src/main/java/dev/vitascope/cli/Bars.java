package dev.vitascope.cli;

import java.util.OptionalDouble;

/**
 * Draws one line a file, never wider than the terminal.
 *
 * @param columns of the terminal
 * @param blocks whether it can show block characters
 */
record Bars(int columns, boolean blocks) {

  private static final int NAME = 24;
  private static final int PHASE = 12;
  private static final int LEAST_BAR = 8;
  private static final int MOST_BAR = 30;

  /**
   * How far one file is.
   *
   * @param percent empty where it cannot be told
   * @param detail speed, time left, or what there is to say
   */
  record Row(String name, String phase, OptionalDouble percent, String detail) {}

  String line(Row row) {
    var head = "%s  %-12s ".formatted(fitted(row.name()), row.phase());
    if (row.percent().isEmpty()) {
      return cut(head + " " + row.detail());
    }
    var tail = " %s  %s".formatted(Units.percent(row.percent().getAsDouble()), row.detail());
    int room = columns - 1 - NAME - 2 - PHASE - 1 - tail.length();
    if (room < LEAST_BAR) {
      return cut(head + tail.strip());
    }
    return cut(head + bar(Math.min(room, MOST_BAR), row.percent().getAsDouble()) + tail);
  }

  private String bar(int width, double percent) {
    int full = (int) Math.floor(width * Math.clamp(percent, 0, 100) / 100);
    return (blocks ? "█" : "#").repeat(full) + (blocks ? "░" : "-").repeat(width - full);
  }

  /** The end of a name says which take it is and its kind, so what is left out is in the middle. */
  private static String fitted(String name) {
    var shown = Text.plain(name);
    if (shown.length() <= NAME) {
      return "%-24s".formatted(shown);
    }
    return shown.substring(0, NAME / 2 - 1) + "…" + shown.substring(shown.length() - NAME / 2);
  }

  private String cut(String line) {
    var trimmed = line.stripTrailing();
    return trimmed.length() < columns ? trimmed : trimmed.substring(0, Math.max(1, columns - 1));
  }
}
