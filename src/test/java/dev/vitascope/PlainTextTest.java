package dev.vitascope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which settings would let data go unencrypted. */
class PlainTextTest {

  private static final Map<String, String> ENCRYPTED =
      Map.of(
          "VITASCOPE_HOST", "0.0.0.0",
          "VITASCOPE_TLS_CERT", "cert.pem",
          "VITASCOPE_TLS_KEY", "key.pem",
          "VITASCOPE_DATABASE_URL", "postgresql://u:p@db.example/v?sslmode=verify-full",
          "VITASCOPE_PULSAR_URL", "pulsar+ssl://broker.example:6651",
          "VITASCOPE_S3_ENDPOINT", "https://storage.example",
          "VITASCOPE_S3_ACCESS_KEY", "k",
          "VITASCOPE_S3_SECRET_KEY", "s",
          "VITASCOPE_IPFS_API", "http://127.0.0.1:5001",
          "VITASCOPE_REQUIRE_TLS", "on");

  @Test
  void nothingIsSaidOfWhatIsEncryptedOrStaysOnTheMachine() {
    assertEquals(List.of(), PlainText.allowedBy(with(Map.of())));
    Settings.read(with(Map.of()));
  }

  @Test
  void eachAddressThatIsNotIsNamed() {
    var plain =
        with(
            Map.of(
                "VITASCOPE_DATABASE_URL", "postgresql://u:p@db.example/v",
                "VITASCOPE_PULSAR_URL", "pulsar://broker.example:6650",
                "VITASCOPE_S3_ENDPOINT", "http://storage.example",
                "VITASCOPE_IPFS_API", "http://127.0.0.1.example:5001"));
    assertEquals(
        List.of(
            "VITASCOPE_DATABASE_URL",
            "VITASCOPE_IPFS_API",
            "VITASCOPE_PULSAR_URL",
            "VITASCOPE_S3_ENDPOINT"),
        PlainText.allowedBy(plain));
    var refused = assertThrows(SettingsException.class, () -> Settings.read(plain));
    assertTrue(refused.getMessage().endsWith("VITASCOPE_PULSAR_URL, VITASCOPE_S3_ENDPOINT"));
  }

  /** A token goes with each request, and a copy with each answer. */
  @Test
  void whoeverKeepsAndProvesCopiesIsLookedAtToo() {
    var plain =
        with(
            Map.of(
                "VITASCOPE_PIN_SERVICES", "own,second",
                "VITASCOPE_PIN_SERVICE_OWN_URL", "http://pins.example/psa",
                "VITASCOPE_PIN_SERVICE_SECOND_KUBO", "http://kubo.example:5001",
                "VITASCOPE_IPFS_PROOF_GATEWAY", "http://gateway.example"));
    assertEquals(
        List.of(
            "VITASCOPE_IPFS_PROOF_GATEWAY",
            "VITASCOPE_PIN_SERVICE_OWN_URL",
            "VITASCOPE_PIN_SERVICE_SECOND_KUBO"),
        PlainText.allowedBy(plain));
  }

  @Test
  void aDoorForOthersNeedsACertificate() {
    assertEquals(
        List.of("VITASCOPE_TLS_CERT"), PlainText.allowedBy(with(Map.of("VITASCOPE_TLS_CERT", ""))));
  }

  /** An empty value takes one away. */
  private static SettingsSource with(Map<String, String> others) {
    var values = new HashMap<>(ENCRYPTED);
    values.put("VITASCOPE_AUTH", "off");
    values.putAll(others);
    values.values().removeIf(String::isEmpty);
    return new SettingsSource(values);
  }
}
