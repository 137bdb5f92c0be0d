package dev.vitascope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.Settings;
import dev.vitascope.SettingsSource;
import dev.vitascope.cli.Checkup.Result;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the doctor says of a machine that is well, and of services that are not. */
class CheckupTest {

  private static final String NOBODY = "127.0.0.1:9";

  private Vertx vertx;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aMachineWithNothingSetUpHasWhatComesAlong() throws Exception {
    var results = results(Map.of());
    assertEquals(
        List.of("Java", "PostgreSQL", "Pulsar", "Object storage", "IPFS", "ffmpeg"),
        results.stream().map(Result::name).toList());
    for (var name : List.of("PostgreSQL", "Pulsar", "Object storage", "ffmpeg")) {
      assertEquals("bundled", of(results, name).source());
      assertTrue(of(results, name).version().matches("\\d.*"));
      assertEquals(List.of(), of(results, name).lacking());
    }
  }

  @Test
  void servicesWithAnAddressAreTried() throws Exception {
    var results = results(EmbeddedServices.settings());
    for (var name : List.of("PostgreSQL", "Pulsar", "Object storage")) {
      assertEquals("configured", of(results, name).source());
      assertTrue(of(results, name).address().startsWith("127.0.0.1:"));
      assertEquals(List.of(), of(results, name).lacking());
    }
    assertTrue(of(results, "PostgreSQL").version().matches("\\d.*"));
  }

  @Test
  void servicesThatDoNotAnswerAreNamedWithTheirSettingAndWithoutTheirSecret() throws Exception {
    var dead = new HashMap<>(EmbeddedServices.settings());
    dead.put(Settings.DATABASE_URL, "postgresql://me:hush@" + NOBODY + "/vitascope");
    dead.put(Settings.PULSAR_URL, "pulsar://" + NOBODY);
    dead.put(Settings.S3_ENDPOINT, "http://" + NOBODY);
    dead.put(Settings.IPFS_API, "http://me:hush@" + NOBODY);
    var results = results(dead);
    assertLacks(of(results, "PostgreSQL"), Settings.DATABASE_URL);
    assertLacks(of(results, "Pulsar"), Settings.PULSAR_URL);
    assertLacks(of(results, "Object storage"), Settings.S3_ENDPOINT);
    assertLacks(of(results, "IPFS"), Settings.IPFS_API);
    assertFalse(results.toString().contains("hush"));
  }

  @Test
  void whoeverKeepsAndProvesCopiesIsTriedToo() throws Exception {
    var settings = new HashMap<>(EmbeddedServices.settings());
    assumeTrue(settings.containsKey(Settings.IPFS_API), "no IPFS node can be had here");
    settings.put("VITASCOPE_PIN_SERVICES", "own");
    settings.put("VITASCOPE_PIN_SERVICE_OWN_URL", "http://" + NOBODY + "/psa");
    settings.put("VITASCOPE_PIN_SERVICE_OWN_TOKEN", "hush");
    settings.put(Settings.IPFS_PROOF_GATEWAY, settings.get("VITASCOPE_IPFS_GATEWAY"));
    var results = ofCopies(settings);
    assertTrue(of(results, "Pins: own").lacking().getFirst().startsWith("it cannot be used"));
    assertEquals(
        List.of(
            Settings.IPFS_PROOF_GATEWAY
                + ": it reads from the node that pins, and so proves nothing"),
        of(results, "Proof gateway").lacking());
    settings.put(Settings.IPFS_PROOF_GATEWAY, "http://" + NOBODY);
    assertLacks(of(ofCopies(settings), "Proof gateway"), Settings.IPFS_PROOF_GATEWAY);
    assertFalse(results.toString().contains("hush"));
  }

  @Test
  void aStorageThatRefusesTheKeysIsNotWell() throws Exception {
    var wrong = new HashMap<>(EmbeddedServices.settings());
    wrong.put("VITASCOPE_S3_SECRET_KEY", "wrong");
    assertLacks(of(results(wrong), "Object storage"), Settings.S3_ENDPOINT);
  }

  private List<Result> ofCopies(Map<String, String> settings) throws Exception {
    var results = new ArrayList<Result>();
    for (var look : new CopiesCheckup(vertx, new SettingsSource(settings)).looks()) {
      results.add(look.call());
    }
    return results;
  }

  private List<Result> results(Map<String, String> settings) throws Exception {
    return new Checkup(vertx, new SettingsSource(settings)).results();
  }

  private static void assertLacks(Result result, String setting) {
    assertEquals(NOBODY.substring(0, 9), result.address().substring(0, 9));
    assertEquals(1, result.lacking().size());
    assertTrue(result.lacking().getFirst().startsWith(setting), result.toString());
  }

  private static Result of(List<Result> results, String name) {
    return results.stream().filter(result -> result.name().equals(name)).findFirst().orElseThrow();
  }
}
