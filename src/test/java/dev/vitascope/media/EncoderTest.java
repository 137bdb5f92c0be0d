package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Failure;
import dev.vitascope.video.Resolution;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderTest {

  /** Small rungs: what is tested does not depend on the size. */
  private static final Ladder LADDER =
      new Ladder(
          "veryfast",
          96,
          List.of(
              new Rung(new Resolution(90), 23, 200, 400),
              new Rung(new Resolution(180), 23, 400, 800)));

  private static final String PQ =
      ",setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc";

  private static final FfmpegBinaries BINARIES = TestClips.binaries();
  private static final Prober PROBER = new Prober(BINARIES, MediaLimits.DEFAULTS);

  @TempDir private Path folder;

  @Test
  void makesBothFormatsOfEveryRenditionAndTellsOnTheWay() throws Exception {
    var job = job(clips().withSound(320, 180, 21));
    var told = new RecordingListener();
    encoder().encode(job, told);
    var outputs = new OutputCheck(PROBER).check(job);
    assertEquals(
        List.of("160x90", "320x180"),
        outputs.stream().map(output -> output.rendition().size().toString()).toList());
    assertEquals(List.of(0, 1, 2), told.sequences(new Resolution(90)));
    assertEquals(List.of(0, 1, 2), told.sequences(new Resolution(180)));
    assertEquals(new BigDecimal("10.000000"), told.segments.getFirst().duration());
    assertEquals(1, told.progress.getLast().fraction(), 0.02);
    assertTrue(PROBER.probe(outputs.getFirst().mp4()).audio().isPresent());
    assertTrue(outputs.getFirst().codec().text().startsWith("avc1.64"));
  }

  @Test
  void inventsNoSound() throws Exception {
    var made = made(clips().silent(320, 180, 2));
    assertTrue(made.audio().isEmpty());
    assertEquals("bt709", made.video().colour().space());
  }

  @Test
  void turnsPortraitsUpright() throws Exception {
    var made = made(clips().turned(320, 180, 2));
    assertEquals("180x320", made.video().coded().toString());
    assertEquals(0, made.video().rotation());
  }

  @Test
  void keepsSmallSourcesAtTheirOwnSize() throws Exception {
    assertEquals("86x64", made(clips().silent(86, 64, 1)).video().coded().toString());
  }

  @Test
  void cutsOddRatesAtTheSameInstants() throws Exception {
    var picture = TestClips.picture(320, 180, "30000/1001", 13);
    var job = job(clips().ofPicture("ntsc.mkv", picture, List.of()));
    encoder().encode(job, new RecordingListener());
    var outputs = new OutputCheck(PROBER).check(job);
    assertEquals(13, outputs.getFirst().duration().doubleValue(), 0.05);
    assertEquals(
        new BigDecimal("10.010000"), outputs.getFirst().segments().getFirst().file().duration());
  }

  @Test
  void keepsVariableRatesInTime() throws Exception {
    var source = clips().variableRate(320, 180, 6);
    var made = made(source);
    assertEquals(6, seconds(made.duration()), 0.15);
    assertEquals(made.video().rate().value(), PROBER.probe(source).video().rate().value(), 0.01);
  }

  @Test
  void bringsHighDynamicRangeAndFieldsToWhatEveryScreenShows() throws Exception {
    var picture = TestClips.picture(320, 180, "25", 1);
    var bright =
        clips()
            .make(
                "bright.mp4",
                List.of(
                    "-f",
                    "lavfi",
                    "-i",
                    picture + PQ,
                    "-c:v",
                    "libx265",
                    "-preset",
                    "ultrafast",
                    "-x265-params",
                    "log-level=error",
                    "-pix_fmt",
                    "yuv420p10le",
                    "-color_range",
                    "tv"));
    assertTrue(PROBER.probe(bright).video().colour().highDynamicRange());
    var made = made(bright).video();
    assertEquals("yuv420p", made.pixelFormat());
    assertEquals("bt709", made.colour().transfer());
    var woven = picture + ",setfield=tff";
    var fields = List.of("-flags", "+ildct+ilme", "-x264-params", "tff=1");
    assertTrue(PROBER.probe(clips().ofPicture("f.ts", woven, fields)).video().interlaced());
    assertFalse(made(folder.resolve("f.ts")).video().interlaced());
  }

  @Test
  void refusesWhatDecodesToMuchLessThanItClaims() throws Exception {
    var job = job(clips().cutShort(320, 180, 20));
    encoder().encode(job, new RecordingListener());
    var refusal = assertThrows(VideoException.class, () -> new OutputCheck(PROBER).check(job));
    assertEquals(Failure.DAMAGED, refusal.failure());
  }

  @Test
  void leavesNothingRunningWhenCancelledOrInterrupted() throws Exception {
    var job = job(clips().silent(640, 360, 300));
    assertThrows(
        CancellationException.class, () -> encoder().encode(job, atFirstProgress(job::cancel)));
    assertEquals(List.of(), running(job.scratch()));
    var other = job(job.source());
    Runnable interrupt = Thread.currentThread()::interrupt;
    assertThrows(
        InterruptedException.class, () -> encoder().encode(other, atFirstProgress(interrupt)));
    assertEquals(List.of(), running(other.scratch()));
  }

  @Test
  void stopsAnEncoderThatStandsStill() throws Exception {
    var standing = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\nsleep 60\n");
    assertTrue(standing.toFile().setExecutable(true));
    var binaries =
        new FfmpegBinaries(
            standing,
            BINARIES.ffprobe(),
            "configured",
            "0",
            BINARIES.filters(),
            PictureEncoder.X264,
            Sandbox.NONE);
    var usual = MediaLimits.DEFAULTS;
    var limits =
        new MediaLimits(
            usual.pixels(),
            usual.streams(),
            usual.length(),
            usual.memory(),
            usual.fileSize(),
            usual.probeTime(),
            Duration.ofMillis(600),
            usual.leastEncodeTime(),
            usual.encodeTimeFactor());
    var defaults = MediaSettings.DEFAULTS;
    var settings =
        new MediaSettings(
            defaults.ffmpeg(),
            defaults.ffprobe(),
            1,
            List.of(),
            defaults.preset(),
            0,
            0,
            false,
            limits);
    var job = job(clips().silent(160, 90, 1));
    var refusal =
        assertThrows(
            VideoException.class,
            () -> new Encoder(binaries, settings, LADDER).encode(job, new RecordingListener()));
    assertEquals(Failure.ENCODE_STALLED, refusal.failure());
  }

  private static EncodeListener atFirstProgress(Runnable then) {
    return new EncodeListener() {
      @Override
      public void progressed(EncodeProgress progress) {
        then.run();
      }

      @Override
      public void segmentFinished(SegmentFile segment) {}
    };
  }

  /** Processes that work in a folder. */
  private static List<Long> running(Path scratch) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> worksIn(Path.of("/proc", pid.toString(), "cwd"), scratch))
        .toList();
  }

  private static boolean worksIn(Path cwd, Path scratch) {
    try {
      return Files.readSymbolicLink(cwd).equals(scratch.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private Probe made(Path source) throws Exception {
    var job = job(source);
    encoder().encode(job, new RecordingListener());
    return PROBER.probe(new OutputCheck(PROBER).check(job).getLast().mp4());
  }

  private EncodeJob job(Path source) throws Exception {
    var probe = PROBER.probe(source);
    var scratch = Files.createTempDirectory(folder, "scratch");
    return new EncodeJob(probe, source, scratch, LADDER.renditions(probe.video().display()));
  }

  private static Encoder encoder() {
    return new Encoder(BINARIES, MediaSettings.DEFAULTS, LADDER);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private TestClips clips() {
    return new TestClips(folder);
  }
}
