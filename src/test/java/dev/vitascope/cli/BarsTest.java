package dev.vitascope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BarsTest {

  private static final Bars.Row HALF =
      new Bars.Row("clip.mp4", "Uploading", OptionalDouble.of(50), "12.1 MB/s  0:42 left");

  @Test
  void drawsABarInBlocks() {
    assertEquals(
        "clip.mp4                  Uploading    ███████████████░░░░░░░░░░░░░░░  50 %  12.1 MB/s  0:42 left",
        new Bars(120, true).line(HALF));
  }

  @Test
  void drawsABarInPlainCharacters() {
    assertEquals(
        "clip.mp4                  Uploading    ######------  50 %  12.1 MB/s  0:42 left",
        new Bars(80, false).line(HALF));
  }

  @Test
  void leavesTheBarOutWhereThereIsNoRoom() {
    assertEquals(
        "clip.mp4                  Uploading    50 %  12.1 MB/s  0:42",
        new Bars(61, false).line(HALF).replaceAll(" left?$", ""));
  }

  @Test
  void shortensANameInTheMiddle() {
    var row =
        new Bars.Row(
            "holiday at the sea, second take.mov", "Pinning", OptionalDouble.empty(), "watchable");
    assertEquals("holiday at …ond take.mov  Pinning       watchable", new Bars(80, true).line(row));
  }

  @Test
  void isNeverWiderThanTheTerminal() {
    for (int columns = 2; columns < 150; columns++) {
      for (double percent : new double[] {0, 33.3, 99.99, 100}) {
        var row = new Bars.Row("x".repeat(40), "Transcoding", OptionalDouble.of(percent), "9:59");
        assertTrue(new Bars(columns, true).line(row).length() < columns);
      }
    }
  }

  @Test
  void aNameCannotSteerTheTerminal() {
    var row = new Bars.Row("a\u001b[2Jb", "Failed", OptionalDouble.empty(), "");
    assertEquals("a?[2Jb                    Failed", new Bars(80, true).line(row));
  }

  @Test
  void quantitiesReadAsPeopleWriteThem() {
    assertEquals("999 B", Units.bytes(999));
    assertEquals("1.0 kB", Units.bytes(1000));
    assertEquals("1.0 GB", Units.bytes(999_999_999));
    assertEquals("10.0 GB", Units.bytes(10e9));
    assertEquals("0:42", Units.clock(Duration.ofSeconds(42)));
    assertEquals("1:02:03", Units.clock(Duration.ofSeconds(3723)));
    assertEquals("0.4 s", Units.span(Duration.ofMillis(400)));
    assertEquals("1:00", Units.span(Duration.ofMillis(59_960)));
    assertEquals(" 99 %", Units.percent(99.99));
  }
}
