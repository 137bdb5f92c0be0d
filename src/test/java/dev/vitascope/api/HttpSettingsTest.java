package dev.vitascope.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {

  @Test
  void byDefaultOnlyThisMachineReachesIt() {
    assertEquals("127.0.0.1", HttpSettings.defaults().host());
    assertEquals(8080, HttpSettings.defaults().port());
  }

  @Test
  void ofStorageAddressesTheOriginCounts() {
    var settings =
        new HttpSettings(
            "::",
            0,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            List.of(URI.create("http://a:9000/b/c?d"), URI.create("http://a:9000/e")));
    assertEquals(List.of(URI.create("http://a:9000")), settings.storageOrigins());
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> with(" ", 1));
    assertThrows(IllegalArgumentException.class, () -> with("::", 65536));
  }

  private static HttpSettings with(String host, int port) {
    return new HttpSettings(
        host, port, Optional.empty(), Optional.empty(), false, Optional.empty(), List.of());
  }
}
