package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProgressReaderTest {

  @Test
  void readsBlocksHoweverTheyAreCut() {
    var reader = new ProgressReader();
    assertFalse(reader.read("frame=75\nout_time_us=25"));
    assertTrue(reader.read("00000\nspeed=1.92x\nprogress=continue\n"));
    assertEquals(Optional.of(Duration.ofMillis(2500)), reader.outTime());
    assertEquals(1.92, reader.speed());
    assertEquals(75, reader.frames());
  }

  @Test
  void keepsWhatIsNotKnownYet() {
    var reader = new ProgressReader();
    assertTrue(reader.read("out_time_us=N/A\nspeed=N/A\nprogress=continue\n"));
    assertEquals(Optional.empty(), reader.outTime());
    assertEquals(0, reader.speed());
  }

  @Property
  void survivesAnything(@ForAll String text) {
    new ProgressReader().read(text + "\nspeed=" + text + "\nout_time_us=" + text + "\n");
  }

  @Test
  void fractionStaysWithinBounds() {
    var whole = Duration.ofSeconds(10);
    assertEquals(0.5, EncodeProgress.of(Duration.ofSeconds(5), 1, whole).fraction());
    assertEquals(1, EncodeProgress.of(Duration.ofSeconds(11), 1, whole).fraction());
  }

  @Test
  void tailKeepsTheLastLines() {
    var tail = new OutputTail();
    for (var i = 0; i < 100; i++) {
      tail.add(ByteBuffer.wrap(("line " + i + "\n").getBytes(UTF_8)));
    }
    tail.add(ByteBuffer.wrap("x".repeat(5000).getBytes(UTF_8)));
    assertEquals(40, tail.lines().size());
    assertEquals(500, tail.lines().getLast().length());
  }

  @Test
  void commandsCanBePasted() {
    assertEquals("ls -l 'it'\\''s; rm' ''", CommandLine.of(List.of("ls", "-l", "it's; rm", "")));
  }
}
