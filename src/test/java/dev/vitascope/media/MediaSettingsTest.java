package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaSettingsTest {

  @Test
  void defaultsAreOneSlotOfTheBundledFfmpeg() {
    assertEquals(1, MediaSettings.DEFAULTS.slots());
    assertEquals(Optional.empty(), MediaSettings.DEFAULTS.ffmpeg());
    assertEquals(Duration.ofMinutes(45), MediaLimits.DEFAULTS.encodeTime(Duration.ofMinutes(1)));
  }

  @Test
  void refusesNonsense() {
    assertThrows(IllegalArgumentException.class, () -> settings(0, Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> settings(1, Optional.of("-y")));
  }

  @Test
  void saysWhyAConfiguredFfmpegIsNotUsed(@TempDir Path folder) {
    var missing = folder.resolve("ffmpeg");
    var settings =
        new MediaSettings(
            Optional.of(missing),
            Optional.empty(),
            1,
            List.of(),
            Optional.empty(),
            0,
            0,
            true,
            MediaLimits.DEFAULTS);
    var refusal =
        assertThrows(
            FfmpegUnavailableException.class, () -> new FfmpegFinder(settings, folder).find());
    assertTrue(refusal.getMessage().contains(missing + " is no file that can be run"));
  }

  @Test
  void findsTheBundledFfmpeg() {
    assertEquals("bundled", TestClips.binaries().source());
    assertTrue(TestClips.binaries().filters().containsAll(List.of("zscale", "tonemap", "bwdif")));
  }

  private static MediaSettings settings(int slots, Optional<String> preset) {
    return new MediaSettings(
        Optional.empty(),
        Optional.empty(),
        slots,
        List.of(),
        preset,
        0,
        10,
        true,
        MediaLimits.DEFAULTS);
  }
}
