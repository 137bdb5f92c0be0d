package dev.vitascope.media;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Reads ffmpeg's {@code -progress}: {@code key=value} lines, each block ended by a {@code
 * progress}.
 */
final class ProgressReader {

  private final StringBuilder line = new StringBuilder();
  private Optional<Duration> outTime = Optional.empty();
  private long frames;

  /** Takes what was written; true if it ended a block. */
  boolean read(String text) {
    var ended = false;
    for (var i = 0; i < text.length(); i++) {
      var next = text.charAt(i);
      if (next == '\n') {
        ended |= take(line.toString());
        line.setLength(0);
      } else if (line.length() < 200) {
        line.append(next);
      }
    }
    return ended;
  }

  private boolean take(String text) {
    var equals = text.indexOf('=');
    var value = text.substring(equals + 1).strip();
    switch (text.substring(0, Math.max(0, equals))) {
      case "out_time_us" -> outTime(value);
      case "frame" -> frames = value.matches("\\d{1,18}") ? Long.parseLong(value) : frames;
      case "progress" -> {
        return true;
      }
      default -> {}
    }
    return false;
  }

  private void outTime(String value) {
    if (value.matches("\\d{1,18}")) {
      outTime = Optional.of(Duration.of(Long.parseLong(value), ChronoUnit.MICROS));
    }
  }

  Optional<Duration> outTime() {
    return outTime;
  }

  long frames() {
    return frames;
  }
}
