package dev.vitascope.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.ApiClient;
import dev.vitascope.RunningNode;
import dev.vitascope.Settings;
import dev.vitascope.faults.HttpLine.Fate;
import dev.vitascope.media.TestClips;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose storage errs, while clients reach it well. */
class StorageFaultsTest {

  private static final String ERROR =
      "<?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>try again</Message></Error>";

  @TempDir static Path folder;

  private static Deployment deployment;
  private static HttpLine line;
  private static RunningNode node;
  private static ApiClient client;
  private static Path clip;

  @BeforeAll
  static void start() throws Exception {
    deployment = Deployment.shared(folder);
    line = new HttpLine(deployment.vertx(), deployment.address(Settings.S3_ENDPOINT));
    clip = new TestClips(folder).withSound(320, 180, 2);
    var settings = new HashMap<>(deployment.values());
    settings.put("VITASCOPE_S3_PUBLIC_ENDPOINT", settings.get(Settings.S3_ENDPOINT));
    settings.put(Settings.S3_ENDPOINT, line.address().toString());
    node = RunningNode.start(folder, settings);
    client = node.client();
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
      line.close();
      deployment.close();
    }
  }

  @AfterEach
  void free() {
    line.free();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void anErrorNowAndThenIsGotOver(int status) throws Exception {
    var calls = new AtomicInteger();
    line.decide(
        call ->
            calls.incrementAndGet() % 3 == 0 ? new Fate.Answered(status, ERROR) : HttpLine.PASSED);
    var video = client.upload(clip);
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
    assertEquals(1, deployment.task("transcode", video).getInteger("attempt"));
  }

  @Test
  void nothingIsLostWhileTheStorageOnlyErrs() throws Exception {
    line.decide(call -> new Fate.Answered(503, ERROR));
    assertUnavailable(client.post("/videos", Map.of("filename", "a.mp4", "size", 100)));
    line.free();
    var title = UUID.randomUUID().toString();
    line.decide(wanted(HttpMethod.POST, "uploadId="), new Fate.Answered(503, ERROR));
    var video = interrupted(title);
    line.free();
    line.decide(
        call -> call.method().equals(HttpMethod.GET) || call.method().equals(HttpMethod.PUT),
        new Fate.Answered(503, ERROR));
    assertEquals(503, complete(video).statusCode());
    line.decide(call -> call.method().equals(HttpMethod.PUT), new Fate.Answered(503, ERROR));
    assertEquals(202, complete(video).statusCode());
    await()
        .until(
            () ->
                "storage_unavailable"
                    .equals(deployment.task("transcode", video).getString("failure")));
    line.free();
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
    assertTrue(deployment.task("transcode", video).getInteger("attempt") > 1);
  }

  @Test
  void anErrorInAnAnswerOfSuccessIsAnError() throws Exception {
    line.decide(wanted(HttpMethod.POST, "uploadId="), new Fate.Answered(200, ERROR));
    var video = interrupted(UUID.randomUUID().toString());
    assertEquals("pending", status(video));
    line.free();
    assertEquals(202, complete(video).statusCode());
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
  }

  @Test
  void aCompletionWhoseAnswerIsLostIsACompletion() throws Exception {
    var lost = new AtomicInteger();
    line.decide(
        call ->
            wanted(HttpMethod.POST, "uploadId=").test(call) && lost.incrementAndGet() == 1
                ? new Fate.Unheard()
                : HttpLine.PASSED);
    var video = client.upload(clip);
    assertTrue(lost.get() > 0);
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
  }

  @Test
  void whatIsStoredWithoutAWordOfItIsStored() throws Exception {
    var stored = ConcurrentHashMap.<String>newKeySet();
    line.decide(
        call ->
            call.method().equals(HttpMethod.PUT) && stored.add(call.path())
                ? new Fate.Unheard()
                : HttpLine.PASSED);
    var video = client.upload(clip);
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
  }

  @Test
  @EnabledIfSystemProperty(named = "vitascope.faults", matches = "all")
  void aSlowStorageSlowsAndNoMore() throws Exception {
    line.decide(call -> new Fate.Late(150));
    var video = client.upload(clip);
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
    assertEquals(1, deployment.task("transcode", video).getInteger("attempt"));
  }

  /** An upload that the storage does not let come to its end yet. */
  private static String interrupted(String title) throws Exception {
    try {
      client.upload(clip, Map.of("title", title));
    } catch (AssertionError refused) {
      assertTrue(refused.getMessage().startsWith("503"), refused.getMessage());
      return deployment.video(title);
    }
    throw new AssertionError("it was completed though the storage refused");
  }

  private static HttpResponse<String> complete(String video) throws Exception {
    return client.post("/videos/" + video + "/upload/complete", Map.of());
  }

  private static String status(String video) {
    return deployment
        .row("SELECT upload_status FROM videos WHERE id = $1", UUID.fromString(video))
        .getString(0);
  }

  private static Predicate<HttpServerRequest> wanted(HttpMethod method, String query) {
    return call ->
        call.method().equals(method) && call.query() != null && call.query().contains(query);
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode(), answer.body());
    assertTrue(answer.headers().firstValue("retry-after").isPresent());
  }
}
