package dev.vitascope.devservices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitascope.devservices.ServiceReport.Ready;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The real services, used, ended, and started once more: what was left in them is still there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevServicesTest {

  private static final byte[] FIRST = filled(ObjectUse.PART, 1);
  private static final byte[] SECOND = filled(7, 2);

  private Map<String, String> before;
  private String cid = "";
  private DataFolderInUse refusal;
  private DevServices again;

  @BeforeAll
  void useThemAllAndStartAgain(@TempDir Path folder) throws Exception {
    // Paths with spaces are where scripts and URIs break.
    var options = DevServicesOptions.in(folder.resolve("a data folder"));
    try (var services = DevServices.start(options, report -> {})) {
      before = services.settings();
      services.address("http://127.0.0.1:8080");
      refusal = assertThrows(DataFolderInUse.class, () -> DevServices.start(options, report -> {}));
      new DatabaseUse(before).write("grüße");
      new PulsarUse(before).send("waiting");
      new ObjectUse(before).upload("a/clip.mp4", FIRST, SECOND);
      if (new IpfsUse(before).isThere()) {
        cid = new IpfsUse(before).add("pinned");
      }
    }
    again = DevServices.start(options, report -> {});
  }

  @AfterAll
  void close() {
    again.close();
  }

  @Test
  void keepsRows() throws Exception {
    assertEquals("GRÜSSE", new DatabaseUse(again.settings()).read().replace("ß", "SS"));
  }

  @Test
  void keepsMessagesNobodyHasAcknowledged() throws Exception {
    assertEquals("waiting", new PulsarUse(again.settings()).receive());
  }

  @Test
  void keepsObjectsAndShowsPublicOnesToAnybodyInRanges() throws Exception {
    var end = ObjectUse.PART + SECOND.length - 1;
    var answer =
        new ObjectUse(again.settings())
            .range("a/clip.mp4", "bytes=%d-%d".formatted(ObjectUse.PART - 1, end));
    assertEquals(206, answer.statusCode());
    assertArrayEquals(new byte[] {1, 2, 2, 2, 2, 2, 2, 2}, answer.body());
    assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isPresent());
  }

  @Test
  void keepsPinsAndServesThemByPath() throws Exception {
    var ipfs = new IpfsUse(again.settings());
    assumeTrue(ipfs.isThere(), () -> "no Kubo can be had here: " + again.reports());
    assertTrue(ipfs.version().contains("\"Version\""));
    assertTrue(ipfs.pins().contains(cid));
    for (var host : new String[] {"127.0.0.1", "localhost"}) {
      var answer = ipfs.view(host, cid);
      assertEquals(200, answer.statusCode());
      assertEquals("pinned", answer.body());
      assertEquals("*", answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    }
  }

  @Test
  void keepsAddressesAndPasswords() {
    assertEquals(before, again.settings());
  }

  @Test
  void refusesASecondProgramAndNamesTheFirst() {
    assertEquals(ProcessHandle.current().pid(), refusal.pid());
    assertEquals("http://127.0.0.1:8080", refusal.address());
    assertTrue(refusal.getMessage().contains("at http://127.0.0.1:8080"));
  }

  @Test
  void tellsWhatIsReadyAndWhereItCameFrom() {
    var s3 =
        again.reports().stream()
            .filter(report -> report.part() == Part.S3)
            .map(Ready.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals("4.1.0", s3.version());
    assertEquals("bundled", s3.source());
    assertEquals(again.settings().get("VITASCOPE_S3_ENDPOINT"), s3.address());
  }

  private static byte[] filled(int size, int value) {
    var bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
