package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProberTest {

  private static final Prober PROBER = new Prober(TestClips.binaries(), MediaLimits.DEFAULTS);

  @TempDir private Path folder;

  @Test
  void statesTheFactsAndKeepsThemInJson() throws Exception {
    var probe = PROBER.probe(clips().withSound(320, 180, 2));
    assertEquals(Container.MOV, probe.container());
    assertEquals(2, probe.duration().toMillis() / 1000.0, 0.1);
    assertEquals("h264", probe.video().codec());
    assertEquals("320x180", probe.video().display().toString());
    assertEquals("25/1", probe.video().rate().toString());
    assertEquals(new AudioTrack(1, "aac", 1, 44_100), probe.audio().orElseThrow());
    var json = JsonMapper.builder().addModules(new Jdk8Module(), new JavaTimeModule()).build();
    assertEquals(probe, json.readValue(json.writeValueAsString(probe), Probe.class));
  }

  @Test
  void turnsPicturesUpright() throws Exception {
    var video = PROBER.probe(clips().turned(320, 180, 1)).video();
    assertEquals(90, video.rotation());
    assertEquals("320x180", video.coded().toString());
    assertEquals("180x320", video.display().toString());
  }

  @Test
  void makesPixelsSquare() throws Exception {
    var picture = TestClips.picture(352, 288, "25", 1) + ",setsar=12/11";
    var video = PROBER.probe(clips().ofPicture("sar.mkv", picture, List.of())).video();
    assertEquals("384x288", video.display().toString());
  }

  @Test
  void measuresWhatDoesNotSayHowLongItIs() throws Exception {
    var whole = clips().silent(160, 90, 3);
    var live =
        clips()
            .make(
                "live.mkv",
                List.of("-i", whole.toString(), "-c", "copy", "-f", "matroska", "-live", "1"));
    assertEquals(3, PROBER.probe(live).duration().toMillis() / 1000.0, 0.1);
  }

  @Test
  void tellsWhatItCannotTake() throws Exception {
    refuses(Failure.NO_VIDEO_STREAM, clips().soundOnly());
    refuses(Failure.DAMAGED, clips().withoutIndex());
    refuses(Failure.NOT_A_VIDEO, clips().text("notes.mp4", "not a video at all"));
    refuses(
        Failure.NOT_A_VIDEO,
        clips().text("hostile.mp4", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"));
  }

  @Test
  void namesTheCodecItDoesNotTake() {
    var ffv1 =
        clips()
            .make(
                "rare.mkv",
                List.of("-f", "lavfi", "-i", TestClips.picture(64, 64, "5", 1), "-c:v", "ffv1"));
    var refusal = refuses(Failure.UNSUPPORTED_CODEC, ffv1);
    assertTrue(refusal.getMessage().contains("ffv1"), refusal::getMessage);
    assertFalse(refusal.getMessage().contains(folder.toString()));
  }

  @Test
  void keepsTheLimits() {
    var clip = clips().withSound(320, 180, 2);
    var small = new Prober(TestClips.binaries(), MediaLimits.DEFAULTS.withPixels(160 * 90));
    refuses(small, Failure.TOO_DEMANDING, clip);
    var few = limits(1, Duration.ofHours(1));
    refuses(new Prober(TestClips.binaries(), few), Failure.TOO_DEMANDING, clip);
    var brief = limits(64, Duration.ofSeconds(1));
    refuses(new Prober(TestClips.binaries(), brief), Failure.TOO_DEMANDING, clip);
  }

  private static MediaLimits limits(int streams, Duration length) {
    var usual = MediaLimits.DEFAULTS;
    return new MediaLimits(
        usual.pixels(),
        streams,
        length,
        usual.memory(),
        usual.fileSize(),
        usual.probeTime(),
        usual.stall(),
        usual.leastEncodeTime(),
        usual.encodeTimeFactor());
  }

  private static VideoException refuses(Failure failure, Path file) {
    return refuses(PROBER, failure, file);
  }

  private static VideoException refuses(Prober prober, Failure failure, Path file) {
    var refusal = assertThrows(VideoException.class, () -> prober.probe(file));
    assertEquals(failure, refusal.failure(), refusal::getMessage);
    return refusal;
  }

  private TestClips clips() {
    return new TestClips(folder);
  }
}
