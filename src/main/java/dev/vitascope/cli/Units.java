package dev.vitascope.cli;

import java.time.Duration;
import java.util.Locale;

/** Quantities as people read them, in English and with decimal prefixes. */
final class Units {

  private Units() {}

  /** {@code 999 B}, {@code 12.3 MB}. */
  static String bytes(double bytes) {
    if (bytes < 1000) {
      return "%.0f B".formatted(bytes);
    }
    var prefixes = "kMGT";
    int step = 0;
    double value = bytes / 1000;
    while (value >= 999.95 && step < prefixes.length() - 1) {
      value /= 1000;
      step++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", value, prefixes.charAt(step));
  }

  /** {@code 0:42}, {@code 1:02:03}. */
  static String clock(Duration time) {
    long seconds = Math.round(time.toMillis() / 1000.0);
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** {@code 0.4 s} below a minute, {@code 3:07} above. */
  static String span(Duration time) {
    return time.toMillis() < 59_950
        ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
        : clock(time);
  }

  static String percent(double percent) {
    return "%3d %%".formatted((int) Math.floor(percent));
  }
}
