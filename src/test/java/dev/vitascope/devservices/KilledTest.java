package dev.vitascope.devservices;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that had services is killed: they go with it, and nothing is lost. */
class KilledTest {

  @Test
  void leavesNoProcessBehindAndLosesNothing(@TempDir Path data) throws Exception {
    var program = Forked.start(data);
    var settings = settings(program.inputReader(UTF_8));
    new PulsarUse(settings).send("survives");
    new DatabaseUse(settings).write("survives");
    var children = program.toHandle().descendants().toList();
    assertFalse(children.isEmpty());

    program.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    try (var again = DevServices.start(options(data), report -> {})) {
      assertEquals("survives", new PulsarUse(again.settings()).receive());
      assertEquals("SURVIVES", new DatabaseUse(again.settings()).read());
    }
  }

  private static DevServicesOptions options(Path data) {
    return DevServicesOptions.in(data).withParts(Set.of(Part.POSTGRES, Part.PULSAR));
  }

  private static Map<String, String> settings(BufferedReader output) throws IOException {
    var settings = new HashMap<String, String>();
    for (var line = output.readLine(); line != null && !line.isEmpty(); line = output.readLine()) {
      settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return settings;
  }
}
