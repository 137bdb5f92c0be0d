package dev.vitascope.devservices;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  @Test
  void showsTheEndOfItsLogWhenItDoesNotComeUp(@TempDir Path data) throws Exception {
    Files.createDirectories(data.resolve("postgres/data"));
    Files.writeString(data.resolve("postgres/data/PG_VERSION"), "9.1\n");
    var failure =
        assertThrows(ServiceFailed.class, () -> DevServices.start(options(data), report -> {}));
    assertEquals(Part.POSTGRES, failure.part());
    assertTrue(failure.getMessage().contains("postgres.log"), failure.getMessage());
    assertTrue(failure.getMessage().contains("postgresql.conf"), failure.getMessage());
  }

  @Test
  void isStartedAgainWhenItIsKilled(@TempDir Path data) throws Exception {
    try (var services = DevServices.start(options(data), report -> {})) {
      var use = new DatabaseUse(services.settings());
      use.write("kept");
      var pid = Files.readAllLines(data.resolve("postgres/data/postmaster.pid")).get(0);
      ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow().destroyForcibly();
      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .untilAsserted(() -> assertEquals("KEPT", use.read()));
    }
  }

  private static DevServicesOptions options(Path data) {
    return DevServicesOptions.in(data).withParts(Set.of(Part.POSTGRES));
  }
}
