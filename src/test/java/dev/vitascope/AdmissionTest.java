package dev.vitascope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that others reach says who may call, or that anyone may. */
class AdmissionTest {

  private static final String TOKEN = "a-token-that-is-long-enough";

  @Test
  void onTheMachineItselfNobodyIsAsked() {
    assertTrue(read(Map.of()).isOpen());
    assertTrue(read(Map.of("VITASCOPE_HOST", "localhost")).isOpen());
    assertTrue(read(Map.of("VITASCOPE_HOST", "::1")).isOpen());
  }

  @Test
  void whereOthersReachItThatIsSaid() {
    var refused = refused(Map.of("VITASCOPE_HOST", "0.0.0.0"));
    assertTrue(refused.endsWith("or VITASCOPE_AUTH=off if anyone may"), refused);
    assertTrue(read(Map.of("VITASCOPE_HOST", "0.0.0.0", "VITASCOPE_AUTH", "off")).isOpen());
    assertFalse(read(Map.of("VITASCOPE_HOST", "0.0.0.0", "VITASCOPE_TOKEN", TOKEN)).isOpen());
  }

  @Test
  void contradictionsAreNotGuessedAt() {
    assertTrue(refused(Map.of("VITASCOPE_AUTH", "on")).contains("nobody could call"));
    var both = Map.of("VITASCOPE_AUTH", "off", "VITASCOPE_TOKEN", TOKEN);
    assertTrue(refused(both).contains("there are tokens"));
  }

  @Test
  void aTokenIsLongAndAnIssuerHasAName() {
    assertThrows(IllegalArgumentException.class, () -> read(Map.of("VITASCOPE_TOKEN", "secret")));
    assertEquals(
        "VITASCOPE_JWT_ISSUER is not set",
        refused(Map.of("VITASCOPE_JWKS_URL", "https://id.example/keys")));
  }

  /** Settings are logged. */
  @Test
  void noTokenIsInTheTextForm() {
    assertFalse(read(Map.of("VITASCOPE_TOKEN", TOKEN)).toString().contains(TOKEN));
  }

  private static dev.vitascope.access.AccessSettings read(Map<String, String> values) {
    return Settings.access(new SettingsSource(values));
  }

  private static String refused(Map<String, String> values) {
    return assertThrows(SettingsException.class, () -> read(values)).getMessage();
  }
}
