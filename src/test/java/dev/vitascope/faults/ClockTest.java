package dev.vitascope.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitascope.ForkedNode;
import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker whose clock is days off, as libfaketime makes it believe. */
@EnabledIfSystemProperty(named = "vitascope.faults", matches = "all")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClockTest {

  private static final Path FAKETIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"+3d", "-3d"})
  void itWorksLikeAnyOther(String offset) throws Exception {
    assumeTrue(Files.exists(FAKETIME), "no libfaketime");
    var clip = new TestClips(folder).withSound(320, 180, 2);
    try (var deployment = Deployment.shared(folder);
        var web = start(deployment, "web", Map.of());
        var worker = start(deployment, "worker,pinner", by(offset))) {
      var video = web.client().upload(clip);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> web.client().progress(video).at("/ipfs/status").asText().equals("pinned"));
      deployment.assertDoneOnce(video);
      assertEquals(1, deployment.task("transcode", video).getInteger("attempt"));
      assertEquals(1, deployment.task("pin", video).getInteger("attempt"));
      assertEquals(0, worker.stop());
    }
  }

  private ForkedNode start(Deployment deployment, String roles, Map<String, String> clock)
      throws IOException {
    var settings = new HashMap<>(deployment.values());
    settings.put("VITASCOPE_ROLES", roles);
    settings.putAll(clock);
    return ForkedNode.start(settings, folder.resolve(roles));
  }

  /** Durations are as ever, and so are files: else it would unpack those anew that others run. */
  private static Map<String, String> by(String offset) {
    return Map.of(
        "LD_PRELOAD",
        FAKETIME.toString(),
        "FAKETIME",
        offset,
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "NO_FAKE_STAT",
        "1");
  }
}
