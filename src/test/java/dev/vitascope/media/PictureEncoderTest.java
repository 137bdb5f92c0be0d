package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Resolution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Encoders in hardware, on machines that mostly have none. */
class PictureEncoderTest {

  private static final FfmpegBinaries BINARIES = TestClips.binaries();
  private static final FirstFrame FIRST_FRAME = new FirstFrame(BINARIES, MediaLimits.DEFAULTS);

  /** Beyond what H.264 has a level for. */
  private static final Rendition TOO_LARGE =
      new Rendition(new Resolution(16_000), new PictureSize(16_000, 16_000), 23, 6000, 12_000);

  private static final Set<String> OF_ALL_ENCODERS =
      Set.of("c", "b", "maxrate", "bufsize", "global_quality", "flags");

  // How ffmpeg speaks of an option it does not know or a value it cannot read.
  private static final Pattern NOT_UNDERSTOOD =
      Pattern.compile("(?i)option|undefined constant|parse|not been used|invalid value");

  @Test
  void firstFramesComeOutOfSoftware() throws Exception {
    var passed = FIRST_FRAME.of(PictureEncoder.X264, List.of(Rendition.TYPICAL, Rendition.TYPICAL));
    assertTrue(passed.succeeded(), passed.errors().toString());
  }

  @ParameterizedTest
  @EnumSource
  void whatItIsToldHasAName(PictureEncoder encoder) throws Exception {
    var ffmpeg = BINARIES.ffmpeg().toString();
    var help = List.of(ffmpeg, "-hide_banner", "-h", "encoder=" + encoder);
    var known = Finished.run(help, MediaLimits.DEFAULTS).output();
    for (var option : encoder.options(0, Rendition.TYPICAL, "fast")) {
      var name = option.replaceFirst("^-(.*):v:0$", "$1");
      assertTrue(
          name.equals(option) || OF_ALL_ENCODERS.contains(name) || known.contains("-" + name + " "),
          option);
    }
  }

  /** The others' are read only after their device is there. */
  @Test
  void whatNvidiasIsToldIsUnderstood() throws Exception {
    var frame = FIRST_FRAME.of(PictureEncoder.NVENC, List.of(Rendition.TYPICAL));
    var errors = String.join("\n", frame.errors());
    assertTrue(frame.succeeded() || errors.contains("Cannot load libcuda"), errors);
    assertFalse(NOT_UNDERSTOOD.matcher(errors).find(), errors);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "X264")
  void aVideoItDoesNotTakeIsEncodedInSoftware(PictureEncoder encoder) throws Exception {
    var hardware = new Encoder(BINARIES.by(encoder), MediaSettings.DEFAULTS, Ladder.standard());
    assertEquals(PictureEncoder.X264, hardware.equipped(job(TOO_LARGE)).encoder());
  }

  @Test
  void aPictureIsBroughtToTheDeviceBehindTheThumbnails() {
    var graph =
        new FilterGraph(
            job(Rendition.TYPICAL).by(PictureEncoder.VAAPI), Duration.ofMinutes(2), Set.of());
    assertTrue(graph.toString().contains("split=2[w0][s];[w0]format=nv12,hwupload[v0]"));
  }

  @Test
  void theSettingNamesThoseToTry() {
    assertEquals(List.of(), PictureEncoder.wanted("x264"));
    assertEquals(List.of(PictureEncoder.QSV), PictureEncoder.wanted("qsv"));
    assertFalse(PictureEncoder.wanted("auto").contains(PictureEncoder.X264));
    assertThrows(IllegalArgumentException.class, () -> PictureEncoder.wanted("x265"));
  }

  private static EncodeJob job(Rendition rendition) {
    return new EncodeJob(
        TestProbes.full(), Path.of("/in"), Path.of("/scratch"), List.of(rendition));
  }
}
