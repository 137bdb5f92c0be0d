package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Resolution;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An original whose pictures are what a rung asks for keeps them; any other is encoded. */
class CopyTest {

  private static final Ladder LADDER =
      new Ladder(
          "veryfast",
          96,
          List.of(
              new Rung(new Resolution(90), 23, 200, 400),
              new Rung(new Resolution(180), 23, 900, 1800)));

  private static final String STANDARD =
      " -b:v 300k -colorspace bt709 -color_primaries bt709 -color_trc bt709 -sc_threshold 0 -g 50";

  private static final FfmpegBinaries BINARIES = TestClips.binaries();
  private static final Prober PROBER = new Prober(BINARIES, MediaLimits.DEFAULTS);
  private static final Encoder ENCODER = new Encoder(BINARIES, MediaSettings.DEFAULTS, LADDER);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mkv", "mov"})
  void itsOwnPicturesAreCutWhereTheOthersAre(String kind) throws Exception {
    var source = source("25", STANDARD, "fits." + kind);
    var whole = job(source);
    var listener = new RecordingListener();
    var copied = ENCODER.copy(whole, listener).orElseThrow();
    assertEquals(List.of(0, 1), listener.sequences(new Resolution(180)));
    var rest = whole.without(copied).orElseThrow();
    ENCODER.encode(rest, new RecordingListener());
    var outputs = new OutputCheck(PROBER).check(List.of(rest, copied));
    assertEquals(
        List.of("90p", "180p"),
        outputs.stream().map(output -> output.rendition().resolution().toString()).toList());
    assertEquals(pictures(source), pictures(outputs.getLast().mp4()));
    assertNotEquals(pictures(source), pictures(outputs.getFirst().mp4()));
    assertTrue(PROBER.probe(outputs.getLast().mp4()).audio().isPresent());
  }

  @Test
  void theUsualRatesOfCamerasAreTakenToo() throws Exception {
    for (var rate : List.of("30000/1001", "60")) {
      var regular = STANDARD.replace("-g 50", "-g 30 -bf 0 -profile:v main");
      assertTrue(copied(source(rate, regular, "camera" + rate.length() + ".mp4")), rate);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " -g 77",
        " -g 249",
        " -b:v 1500k -minrate 1500k -x264-params nal-hrd=cbr -bufsize 300k -maxrate 1500k",
        " -color_range pc",
        " -colorspace smpte170m",
        " -pix_fmt yuv444p",
        " -vf scale=318:180",
        " -vf setsar=4/3",
        " -x264-params open-gop=1 -g 50 -bf 3",
        " -vf select='mod(n,7)' -fps_mode vfr",
        " -c:v mpeg4",
        " -flags +ildct+ilme -x264-params tff=1",
        " -itsoffset 1",
      })
  void whatIsOtherwiseIsEncoded(String other) throws Exception {
    assertEquals(false, copied(source("25", STANDARD + other, "other.mp4")), other);
  }

  @Test
  void aRenditionThatStandsAloneIsAllThatIsMade() throws Exception {
    var source = source("25", STANDARD, "alone.mp4");
    var alone = alone(source);
    var listener = new RecordingListener();
    var copied = ENCODER.copy(alone, listener).orElseThrow();
    assertEquals(Optional.empty(), alone.without(copied));
    assertEquals(List.of(0, 1), listener.sequences(new Resolution(180)));
    var output = new OutputCheck(PROBER).check(List.of(copied)).getFirst();
    assertEquals(pictures(source), pictures(output.mp4()));
    assertEquals(6, Thumbnails.in(alone.scratch()).size());
  }

  /** The length of a picture in the middle of the file is made one that goes past its end. */
  @Test
  void whatCannotBeParsedIsEncoded() throws Exception {
    var broken = broken(source("25", STANDARD, "broken.mp4"), 0, 0x7fffffff);
    assertFalse(copied(broken));
    assertTrue(ENCODER.copy(alone(broken), new RecordingListener()).isEmpty());
  }

  /** With others, which are encoded, the picture itself is theirs to judge. */
  @Test
  void aPictureThatCannotBeDecodedIsNotCopiedWhereItStandsAlone() throws Exception {
    var broken = broken(source("25", STANDARD, "noise.mp4"), 40, -1);
    assertTrue(ENCODER.copy(alone(broken), new RecordingListener()).isEmpty());
  }

  /** Overwrites four bytes of a picture in the middle. */
  private static Path broken(Path source, int offset, int bytes) throws Exception {
    var argv =
        List.of(
            BINARIES.ffprobe().toString(),
            "-v",
            "error",
            "-select_streams",
            "v",
            "-show_entries",
            "packet=pos",
            "-of",
            "csv=p=0",
            source.toString());
    var positions = Finished.run(argv, MediaLimits.DEFAULTS).output().lines().toList();
    try (var file = new RandomAccessFile(source.toFile(), "rw")) {
      file.seek(Long.parseLong(positions.get(positions.size() / 2).replace(",", "")) + offset);
      file.writeInt(bytes);
    }
    return source;
  }

  private EncodeJob alone(Path source) throws Exception {
    var job = job(source);
    return job.of(List.of(job.renditions().getLast()));
  }

  private boolean copied(Path source) throws Exception {
    return ENCODER.copy(job(source), new RecordingListener()).isPresent();
  }

  private EncodeJob job(Path source) throws Exception {
    var probe = PROBER.probe(source);
    var scratch = Files.createTempDirectory(folder, "scratch");
    return new EncodeJob(probe, source, scratch, LADDER.renditions(probe.video().display()));
  }

  private Path source(String rate, String options, String name) {
    var picture = TestClips.picture(320, 180, rate, 11);
    var argv = new ArrayList<String>();
    if (options.contains("-itsoffset")) {
      argv.addAll(List.of("-itsoffset", "1"));
    }
    argv.addAll(List.of("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "sine=440:d=11"));
    argv.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac"));
    argv.addAll(List.of(options.replace(" -itsoffset 1", "").strip().split(" ", -1)));
    return new TestClips(folder).make(name, argv);
  }

  /** A hash of the encoded pictures, without their container. */
  private String pictures(Path file) throws Exception {
    var argv =
        List.of(
            BINARIES.ffmpeg().toString(),
            "-v",
            "error",
            "-i",
            file.toString(),
            "-map",
            "0:v",
            "-c",
            "copy",
            "-bsf:v",
            "h264_mp4toannexb",
            "-f",
            "md5",
            "-");
    var finished = Finished.run(argv, MediaLimits.DEFAULTS);
    assertTrue(finished.succeeded(), finished.errors().toString());
    return finished.output();
  }
}
