package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;

/** The last lines of what a process wrote, however much it writes. */
final class OutputTail {

  private static final int LINES = 40;
  private static final int LINE_BYTES = 500;

  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final byte[] line = new byte[LINE_BYTES];
  private int length;

  synchronized void add(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      var next = bytes.get();
      if (next == '\n' || next == '\r') {
        endLine();
      } else if (length < LINE_BYTES) {
        line[length++] = next;
      }
    }
  }

  private void endLine() {
    if (length > 0) {
      lines.add(new String(line, 0, length, UTF_8));
      length = 0;
    }
    if (lines.size() > LINES) {
      lines.remove();
    }
  }

  synchronized List<String> lines() {
    endLine();
    return List.copyOf(lines);
  }
}
