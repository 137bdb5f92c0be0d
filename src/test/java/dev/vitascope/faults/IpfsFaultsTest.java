package dev.vitascope.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitascope.ApiClient;
import dev.vitascope.EmbeddedServices;
import dev.vitascope.RunningNode;
import dev.vitascope.Settings;
import dev.vitascope.bus.Waiting;
import dev.vitascope.devservices.Part;
import dev.vitascope.faults.HttpLine.Fate;
import dev.vitascope.media.TestClips;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An IPFS node that is away, goes in the middle, or errs. */
class IpfsFaultsTest {

  @TempDir static Path folder;

  private static OwnServices services;
  private static Deployment deployment;
  private static HttpLine line;
  private static RunningNode node;
  private static ApiClient client;
  private static Path clip;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(EmbeddedServices.ipfsApi().isPresent(), "no IPFS node can be had here");
    services = OwnServices.start(folder.resolve("services"), Set.of(Part.IPFS));
    deployment = Deployment.of(services.settings(), folder);
    // Copies that are in the other tests' node: this one would take them for lost, and ask for
    // them.
    Waiting.await(
        deployment
            .database()
            .run(
                "INSERT INTO copy_checks (video_id, cid, not_before)"
                    + " SELECT id, ipfs_cid, now() + INTERVAL '1 day' FROM videos"
                    + " WHERE ipfs_status = 'pinned' ON CONFLICT (video_id)"
                    + " DO UPDATE SET not_before = excluded.not_before"));
    line = new HttpLine(deployment.vertx(), deployment.address(Settings.IPFS_API));
    node = RunningNode.start(folder, deployment.with(Settings.IPFS_API, line.address()));
    client = node.client();
    clip = new TestClips(folder).withSound(320, 180, 2);
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
      line.close();
      deployment.close();
      services.close();
    }
  }

  @AfterEach
  void free() {
    line.free();
  }

  @Test
  void awayForAWholeTranscodeItsPinsWaitUncounted() throws Exception {
    line.decide(call -> true, new Fate.Answered(502, "gone"));
    var video = client.upload(clip);
    client.await(video, Set.of("Completed"), Duration.ofMinutes(1));
    assertEquals(0, deployment.task("pin", video).getInteger("attempt"));
    line.free();
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
    assertEquals(1, deployment.task("pin", video).getInteger("attempt"));
  }

  @Test
  void killedInTheMiddleOfAnAddItIsGivenTheVideoAgain() throws Exception {
    var adds = new AtomicInteger();
    line.decide(
        call -> {
          if (isAdd(call) && adds.incrementAndGet() == 1) {
            services.kill("ipfs");
          }
          return HttpLine.PASSED;
        });
    var video = client.upload(clip);
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
    assertEquals(2, adds.get());
  }

  @Test
  void addedWithoutAWordOfItAVideoIsAddedAgain() throws Exception {
    var adds = new AtomicInteger();
    line.decide(
        call -> isAdd(call) && adds.incrementAndGet() == 1 ? new Fate.Unheard() : HttpLine.PASSED);
    var video = client.upload(clip);
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
    assertEquals(2, deployment.task("pin", video).getInteger("attempt"));
  }

  @Test
  void aFullNodeIsTriedAgainAndTheVideoIsWatchedMeanwhile() throws Exception {
    line.decide(
        IpfsFaultsTest::isAdd, new Fate.Answered(500, "{\"Message\":\"no space left on device\"}"));
    var video = client.upload(clip);
    await().atMost(Duration.ofMinutes(1)).until(() -> "ipfs_unavailable".equals(pinFailure(video)));
    var progress = client.progress(video);
    assertEquals("Completed", progress.get("status").asText());
    assertTrue(progress.get("playable").asBoolean());
    line.free();
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
  }

  private static String pinFailure(String video) {
    return deployment
        .row(
            "SELECT coalesce(max(failure), '') FROM tasks WHERE kind = 'pin' AND video_id = $1",
            java.util.UUID.fromString(video))
        .getString(0);
  }

  private static boolean isAdd(HttpServerRequest call) {
    return call.path().endsWith("/api/v0/add");
  }
}
