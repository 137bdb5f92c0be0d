package dev.vitascope.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitascope.ForkedNode;
import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes whose event buses are one, of which one says nothing for a while, and then is lost.
 */
@EnabledIfSystemProperty(named = "vitascope.faults", matches = "all")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClusterFaultsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final int port = freePort();

  @Test
  void theOthersGoOnAndNoVideoIsDoneTwice() throws Exception {
    var clip = new TestClips(folder).withSound(640, 360, 8);
    try (var deployment = Deployment.shared(folder);
        var web = start(deployment, "web,pinner");
        var worker = start(deployment, "worker");
        var frozen = start(deployment, "worker")) {
      var client = web.client();
      var first = client.upload(clip);
      var second = client.upload(clip);
      await().atMost(PATIENCE).until(() -> isRunning(deployment, first, second));
      frozen.signal("STOP");
      // As if its lease had run out by now: what it does when it goes on is too late.
      deployment.expire(first);
      deployment.expire(second);
      var third = client.upload(clip);
      for (var video : Set.of(first, second, third)) {
        deployment.awaitPinned(video);
      }
      frozen.signal("CONT");
      var fourth = client.upload(clip);
      assertEquals(204, client.delete("/videos/" + fourth).statusCode());
      for (var video : Set.of(first, second, third)) {
        deployment.assertDoneOnce(video);
      }
      frozen.kill();
      var fifth = client.upload(clip);
      deployment.awaitPinned(fifth);
      deployment.assertDoneOnce(fifth);
      assertEquals(200, client.get("/health/ready").statusCode());
      worker.stop();
      web.stop();
    }
  }

  private static boolean isRunning(Deployment deployment, String... videos) {
    for (var video : videos) {
      if (!deployment.task("transcode", video).getString("state").equals("running")) {
        return false;
      }
    }
    return true;
  }

  private ForkedNode start(Deployment deployment, String roles) throws IOException {
    var settings = new HashMap<>(deployment.values());
    settings.put("VITASCOPE_ROLES", roles);
    settings.put("VITASCOPE_CLUSTER", "on");
    settings.put("VITASCOPE_CLUSTER_PORT", Integer.toString(port));
    settings.put("VITASCOPE_CLUSTER_MEMBERS", "127.0.0.1:" + port + ",127.0.0.1:" + (port + 1));
    return ForkedNode.start(settings, folder.resolve("node-" + System.nanoTime()));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
