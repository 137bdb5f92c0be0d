package dev.vitascope.pinning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Cid;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PinningSettingsTest {

  private static final Cid ROOT = new Cid("bafybei" + "a".repeat(52));

  @Test
  void withoutANodeThereIsNothingToPinWith() {
    assertFalse(settings(null, null).hasNode());
    assertTrue(settings("http://ipfs:5001", null).hasNode());
    assertFalse(PinningSettings.OFF.hasNode());
  }

  @Test
  void aPinnedVideoPlaysFromTheGateway() {
    var url = URI.create("https://ipfs.example/ipfs/" + ROOT + "/master.m3u8");
    assertEquals(Optional.of(url), settings(null, "https://ipfs.example/").gatewayUrl(ROOT));
    assertEquals(Optional.empty(), settings(null, null).gatewayUrl(ROOT));
  }

  @Test
  void thePasswordIsNeverPrinted() {
    var settings = settings("https://vitascope:s3cret@ipfs.example/kubo", null);
    assertFalse(settings.toString().contains("s3cret"), settings.toString());
    assertTrue(settings.toString().contains("***@ipfs.example"), settings.toString());
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    var ftp = assertThrows(IllegalArgumentException.class, () -> settings("ftp://a:b@host", null));
    assertFalse(ftp.getMessage().contains("a:b"));
    assertThrows(IllegalArgumentException.class, () -> settings(null, "gateway.example"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PinningSettings(
                true,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                List.of(),
                Optional.empty()));
  }

  private static PinningSettings settings(String api, String gateway) {
    return PinningSettings.of(
        Optional.ofNullable(api).map(URI::create), Optional.ofNullable(gateway).map(URI::create));
  }
}
