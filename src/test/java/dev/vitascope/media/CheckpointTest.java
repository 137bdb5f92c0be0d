package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitascope.video.Failure;
import dev.vitascope.video.Resolution;
import dev.vitascope.video.VideoException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes on where another encode ended has no seam. */
class CheckpointTest {

  private static final Ladder LADDER =
      new Ladder(
          "veryfast",
          96,
          List.of(
              new Rung(new Resolution(90), 23, 200, 400),
              new Rung(new Resolution(180), 23, 400, 800)));

  private static final FfmpegBinaries BINARIES = TestClips.binaries();
  private static final Prober PROBER = new Prober(BINARIES, MediaLimits.DEFAULTS);
  private static final Encoder ENCODER = new Encoder(BINARIES, MediaSettings.DEFAULTS, LADDER);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "25, 1, 1",
    "30000/1001, 2, 2",
    "60, 1, 0",
    "29.83, 2, 1",
  })
  void everyFrameComesOnceAndInTime(String rate, int segments, int sounds) throws Exception {
    var source = source(rate, sounds);
    var whole = encoded(job(source));
    var listener = new RecordingListener();
    var rest = goingOn(whole, segments, listener);
    var check = new OutputCheck(PROBER);
    var expected = check.check(whole);
    var made = check.check(rest);
    for (var i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).playlist(), made.get(i).playlist());
      assertEquals(packets(expected.get(i).mp4()), packets(made.get(i).mp4()));
      assertEquals(packets(joined(whole, expected.get(i))), packets(joined(rest, made.get(i))));
      assertEquals(frames(expected.get(i).mp4()), frames(made.get(i).mp4()));
    }
    assertEquals(List.of(0, 1, 2, 3), listener.sequences(new Resolution(90)));
    assertEquals(Thumbnails.in(whole.scratch()).size(), Thumbnails.in(rest.scratch()).size());
    assertEquals(1, listener.progress.getLast().fraction(), 0.02);
  }

  @Test
  void whatAnotherEncoderMadeIsNotContinued() throws Exception {
    var whole = encoded(job(source("25", 1)));
    var other = encoded(job(source("50", 1)));
    for (var rendition : whole.renditions()) {
      Files.copy(
          other.scratch().resolve(rendition.init()),
          whole.scratch().resolve(rendition.init()),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    var rest = goingOn(whole, 1, new RecordingListener());
    var refusal = assertThrows(VideoException.class, () -> new OutputCheck(PROBER).check(rest));
    assertEquals(Failure.OUTPUT_INVALID, refusal.failure());
  }

  private EncodeJob goingOn(EncodeJob whole, int segments, EncodeListener listener)
      throws Exception {
    var fresh = job(whole.source());
    for (var rendition : fresh.renditions()) {
      Files.createDirectories(fresh.scratch().resolve(rendition.folder()));
      copy(whole, fresh, rendition.init());
      for (var i = 0; i < segments; i++) {
        copy(whole, fresh, rendition.segment(i));
      }
    }
    var last = fresh.renditions().getFirst().segment(segments - 1);
    var rest = fresh.from(new Checkpoint(segments, SoundEnd.of(fresh.scratch().resolve(last))));
    ENCODER.encode(rest, listener);
    return rest;
  }

  private static void copy(EncodeJob from, EncodeJob to, String name) throws Exception {
    Files.copy(from.scratch().resolve(name), to.scratch().resolve(name));
  }

  private static EncodeJob encoded(EncodeJob job) throws Exception {
    ENCODER.encode(job, new RecordingListener());
    return job;
  }

  private EncodeJob job(Path source) throws Exception {
    var probe = PROBER.probe(source);
    var scratch = Files.createTempDirectory(folder, "scratch");
    return new EncodeJob(probe, source, scratch, LADDER.renditions(probe.video().display()));
  }

  /** Sound whose loudness changes all the time, at another rate than it will have. */
  private Path source(String rate, int sounds) {
    var argv = new ArrayList<>(List.of("-f", "lavfi", "-i"));
    argv.add(TestClips.picture(320, 180, rate, 36));
    if (sounds > 0) {
      argv.addAll(
          List.of("-f", "lavfi", "-i", "aevalsrc='0.4*sin(2*PI*(200+20*t)*t)':s=44100:d=36"));
      argv.addAll(List.of("-c:a", "aac", "-ac", Integer.toString(sounds)));
    }
    argv.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast"));
    return new TestClips(folder).make("source-" + rate.hashCode() + ".mp4", argv);
  }

  /** As a player gets it by HLS. */
  private static Path joined(EncodeJob job, RenditionOutput output) throws Exception {
    var file = job.scratch().resolve("joined-" + output.rendition().mp4());
    try (var joined = Files.newOutputStream(file)) {
      Files.copy(output.init(), joined);
      for (var segment : output.segments()) {
        Files.copy(segment.file().path(), joined);
      }
    }
    return file;
  }

  private static List<String> packets(Path file) throws Exception {
    var entries = "packet=stream_index,pts,dts,duration,flags";
    return told(BINARIES.ffprobe(), "-show_packets", "-show_entries", entries, file.toString());
  }

  /** By what is decoded: its kind, its time and its length, but not its content. */
  private static List<String> frames(Path file) throws Exception {
    var entries = "frame=stream_index,pts,duration,nb_samples,key_frame";
    return told(BINARIES.ffprobe(), "-show_frames", "-show_entries", entries, file.toString());
  }

  private static List<String> told(Path program, String... arguments) throws Exception {
    var argv = new ArrayList<>(List.of(program.toString(), "-v", "error", "-of", "csv=p=0"));
    argv.addAll(List.of(arguments));
    var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    var lines = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertEquals(0, process.waitFor());
    // Which of two streams comes first is the muxer's choice; each run of x264 signs its first
    // frame.
    return lines.stream().map(line -> line.replaceFirst(",H[.]26.*", "")).sorted().toList();
  }
}
