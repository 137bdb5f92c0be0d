package dev.vitascope.devservices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/** The end of a log that may be large. */
final class LogTail {

  private static final int LINES = 15;
  private static final int BYTES = 16 * 1024;

  private LogTail() {}

  static String of(Path log) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - BYTES));
      var bytes = new byte[BYTES];
      var count = Math.max(0, file.read(bytes));
      var lines = new String(bytes, 0, count, UTF_8).lines().toList();
      return String.join("\n", last(lines));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  private static List<String> last(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }
}
