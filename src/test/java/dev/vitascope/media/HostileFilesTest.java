package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing but the file itself is opened, by what is in the way before any {@link Sandbox}. */
class HostileFilesTest {

  private static final Set<Failure> REFUSALS =
      Set.of(Failure.NOT_A_VIDEO, Failure.DAMAGED, Failure.NO_VIDEO_STREAM);
  private static final Path TRACER = Path.of("/usr/bin/strace");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void opensNothingElse(HostileFile hostile) throws Exception {
    try (var canary = new Canary(folder)) {
      var file = folder.resolve("holiday.mp4");
      Files.write(file, hostile.bytes(new TestClips(folder).silent(64, 64, 1), canary));
      var refusal = transcode(unfenced(), file);
      assertFalse(canary.sang(), "something else was opened");
      assertTrue(
          refusal.map(REFUSALS::contains).orElse(hostile.name().startsWith("EXTERNAL")),
          () -> "ended with " + refusal);
    }
  }

  /** A reader without our options is taken in: the canary can sing. */
  @Test
  void wouldBeOpenedByTheCareless() throws Exception {
    try (var canary = new Canary(folder)) {
      var movie = new TestClips(folder).silent(64, 64, 1);
      var file = Files.write(folder.resolve("x"), HostileFile.EXTERNAL_FILE.bytes(movie, canary));
      var careless =
          List.of(
              TestClips.binaries().ffprobe().toString(),
              "-enable_drefs",
              "1",
              "-use_absolute_path",
              "1",
              "-i",
              file.toString());
      Finished.run(careless, MediaLimits.DEFAULTS);
      assertTrue(canary.sang());
    }
  }

  @Test
  void makesNoSocketByTheKernelsOwnAccount() throws Exception {
    assumeTrue(Files.isExecutable(TRACER), "no strace here");
    var movie = new TestClips(folder).withSound(320, 180, 1);
    assertEquals(Optional.empty(), transcode(traced(), movie));
    var calls =
        Files.readAllLines(folder.resolve("calls")).stream()
            .filter(call -> !call.contains("ENOENT"))
            .toList();
    assertTrue(calls.stream().anyMatch(call -> call.contains(movie.toString())));
    assertEquals(List.of(), calls.stream().filter(call -> call.contains("socket(")).toList());
    assertEquals(List.of(), calls.stream().filter(this::opensSomethingElse).toList());
  }

  private boolean opensSomethingElse(String call) {
    if (!call.contains("open") || !call.contains("\"/")) {
      return false;
    }
    var path = call.substring(call.indexOf('"') + 1).replaceFirst("\".*", "");
    var own = List.of(folder.toString(), TestClips.binaries().ffmpeg().getParent().toString());
    var system = List.of("/lib", "/usr/lib", "/etc/ld.so", "/sys/", "/proc/", "/dev/", "/etc/");
    return own.stream().noneMatch(path::startsWith) && system.stream().noneMatch(path::startsWith);
  }

  private Optional<Failure> transcode(FfmpegBinaries binaries, Path file) throws Exception {
    var transcoder = Transcoder.of(binaries, MediaSettings.DEFAULTS, Ladder.standard());
    try {
      var probe = transcoder.prober().probe(file);
      var scratch = Files.createDirectory(folder.resolve("scratch"));
      var renditions = transcoder.ladder().renditions(probe.video().display());
      var job = new EncodeJob(probe, file, scratch, renditions);
      transcoder.encoder().encode(job, new RecordingListener());
      transcoder.outputCheck().check(job);
      return Optional.empty();
    } catch (VideoException e) {
      return Optional.of(e.failure());
    }
  }

  private static FfmpegBinaries unfenced() {
    var binaries = TestClips.binaries();
    return with(binaries.ffmpeg(), binaries.ffprobe());
  }

  private FfmpegBinaries traced() throws IOException {
    var binaries = TestClips.binaries();
    return with(traced(binaries.ffmpeg()), traced(binaries.ffprobe()));
  }

  private Path traced(Path program) throws IOException {
    var script =
        """
        #!/bin/sh
        exec %s -f -A -o %s -e trace=open,openat,socket,connect %s "$@"
        """
            .formatted(TRACER, folder.resolve("calls"), program);
    var file = Files.writeString(folder.resolve(program.getFileName()), script);
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  private static FfmpegBinaries with(Path ffmpeg, Path ffprobe) {
    var usual = TestClips.binaries();
    return new FfmpegBinaries(
        ffmpeg,
        ffprobe,
        usual.source(),
        usual.version(),
        usual.filters(),
        usual.encoder(),
        Sandbox.NONE);
  }
}
