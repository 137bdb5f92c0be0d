package dev.vitascope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveBarsTest {

  private static final Path ONE = Path.of("one.mp4");
  private static final Path TWO = Path.of("two.mov");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void redrawsInPlaceAndKeepsWhatHasEnded() {
    try (var bars = new LiveBars(new PrintStream(written, true, UTF_8), new Bars(80, false))) {
      bars.sent(ONE, 10, 100);
      bars.sent(TWO, 50, 100);
      bars.noted(TWO, "part 3 is sent again");
      var why = new Outcome.Broken(ONE, Optional.empty(), "No server answers.", true);
      bars.ended(ONE, why);
    }
    assertEquals(
        List.of(
            "two.mov: part 3 is sent again",
            "one.mp4: No server answers.",
            "two.mov                   Uploading    ###############---------------  50 %"),
        screen());
  }

  @Test
  void showsNoMoreRowsThanATerminalHas() {
    try (var bars = new LiveBars(new PrintStream(written, true, UTF_8), new Bars(80, false))) {
      for (int i = 0; i < 30; i++) {
        bars.sent(Path.of(i + ".mp4"), 1, 2);
      }
    }
    assertEquals(11, screen().size());
    assertEquals("and 20 more", screen().getLast());
  }

  /** What a terminal shows of all that was written to it. */
  private List<String> screen() {
    var lines = new ArrayList<String>(List.of(""));
    int row = 0;
    for (var piece : written.toString(UTF_8).split("(?<=\n)|(?=\u001b)|(?=\r)", -1)) {
      if (piece.startsWith("\u001b[A")) {
        row--;
      } else if (piece.startsWith("\u001b[K")) {
        lines.set(row, "");
      }
      var text = piece.replaceAll("\u001b\\[[AK]|[\r\n]", "");
      lines.set(row, lines.get(row) + text);
      if (piece.endsWith("\n") && ++row == lines.size()) {
        lines.add("");
      }
    }
    return lines.subList(0, row);
  }
}
