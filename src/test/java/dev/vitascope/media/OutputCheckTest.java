package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputCheckTest {

  private static final Prober PROBER = new Prober(TestClips.binaries(), MediaLimits.DEFAULTS);

  @TempDir private Path folder;
  private EncodeJob job;

  @BeforeEach
  void encode() throws Exception {
    var source = new TestClips(folder).silent(160, 90, 11);
    var probe = PROBER.probe(source);
    var ladder = Ladder.standard();
    job =
        new EncodeJob(
            probe,
            source,
            Files.createDirectory(folder.resolve("scratch")),
            ladder.renditions(probe.video().display()));
    new Encoder(TestClips.binaries(), MediaSettings.DEFAULTS, ladder)
        .encode(job, new RecordingListener());
  }

  @Test
  void passesWhatIsWhole() throws Exception {
    assertEquals(2, new OutputCheck(PROBER).check(job).getFirst().segments().size());
  }

  @Test
  void refusesAnEmptySegment() throws IOException {
    Files.write(job.scratch().resolve("90p/00001.m4s"), new byte[0]);
    refuses();
  }

  @Test
  void refusesAMissingSegment() throws IOException {
    Files.delete(job.scratch().resolve("90p/00000.m4s"));
    refuses();
  }

  @Test
  void refusesAPlaylistThatWasNotEnded() throws IOException {
    var playlist = job.scratch().resolve("90p/playlist.m3u8");
    Files.writeString(playlist, Files.readString(playlist).replace("#EXT-X-ENDLIST\n", ""));
    refuses();
  }

  @Test
  void refusesAnMp4CutShort() throws IOException {
    var mp4 = job.scratch().resolve("90p.mp4");
    Files.write(mp4, new byte[] {0, 0, 0, 8, 'f', 't', 'y', 'p'});
    refuses();
  }

  private void refuses() {
    var refusal = assertThrows(VideoException.class, () -> new OutputCheck(PROBER).check(job));
    assertEquals(Failure.OUTPUT_INVALID, refusal.failure());
  }
}
