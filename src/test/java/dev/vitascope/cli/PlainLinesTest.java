package dev.vitascope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitascope.video.IpfsStatus;
import dev.vitascope.video.Progress;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlainLinesTest {

  private static final Path FILE = Path.of("clip.mp4");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final PlainLines lines =
      new PlainLines(new PrintStream(written, true, UTF_8), nanos::get);

  @Test
  void aLineEveryFewSecondsAndAtEachChangeOfStage() {
    for (int tenth = 0; tenth <= 100; tenth++) {
      nanos.set(tenth * 100_000_000L);
      lines.sent(FILE, tenth * 1_000_000L, 100_000_000);
    }
    lines.progressed(FILE, progress(VideoStatus.TRANSCODING, Stage.ENCODING, IpfsStatus.QUEUED));
    lines.progressed(FILE, progress(VideoStatus.COMPLETED, Stage.PINNING, IpfsStatus.PINNING));
    lines.progressed(FILE, progress(VideoStatus.COMPLETED, Stage.DONE, IpfsStatus.PINNED));
    assertEquals(
        List.of(
            "clip.mp4: Uploading 0 %",
            "clip.mp4: Uploading 50 %  10.0 MB/s  0:05 left",
            "clip.mp4: Uploading 100 %  10.0 MB/s  0:00 left",
            "clip.mp4: Transcoding 46 %  encoding  2.5×  0:09 left",
            "clip.mp4: Pinning 33 %",
            "clip.mp4: Completed 60 %"),
        written.toString(UTF_8).lines().toList());
  }

  private static Progress progress(VideoStatus status, Stage stage, IpfsStatus ipfs) {
    return new Progress(
        VideoId.random(),
        status,
        stage,
        60,
        true,
        Optional.of(9L),
        Optional.of(2.5),
        Optional.empty(),
        List.of(),
        new Progress.Ipfs(
            ipfs,
            Optional.empty(),
            Optional.of(30L).filter(sent -> ipfs == IpfsStatus.PINNING),
            Optional.of(90L).filter(total -> ipfs == IpfsStatus.PINNING)),
        Optional.empty(),
        1,
        Instant.EPOCH);
  }
}
