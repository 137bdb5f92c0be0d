package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
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
    assertEquals(75, reader.frames());
  }

  @Test
  void keepsWhatIsNotKnownYet() {
    var reader = new ProgressReader();
    assertTrue(reader.read("out_time_us=N/A\nspeed=N/A\nprogress=continue\n"));
    assertEquals(Optional.empty(), reader.outTime());
  }

  @Property
  void survivesAnything(@ForAll String text) {
    new ProgressReader().read(text + "\nspeed=" + text + "\nout_time_us=" + text + "\n");
  }

  @Test
  void fractionStaysWithinBounds() {
    var probe = TestProbes.full();
    var renditions = Ladder.standard().renditions(probe.video().display());
    var job = new EncodeJob(probe, Path.of("/in"), Path.of("/scratch"), renditions);
    var half = EncodeProgress.of(30L * 30000 / 1001, Duration.ofSeconds(10), job);
    assertEquals(0.5, half.fraction(), 0.001);
    assertEquals(3, half.speed(), 0.01);
    var rest = job.from(new Checkpoint(3, 0));
    var more = EncodeProgress.of(15L * 30000 / 1001, Duration.ofSeconds(10), rest);
    assertEquals(0.75, more.fraction(), 0.001);
    assertEquals(1.5, more.speed(), 0.01);
    assertEquals(1, EncodeProgress.of(1_000_000, Duration.ZERO, job).fraction());
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
