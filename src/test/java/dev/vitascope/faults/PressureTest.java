package dev.vitascope.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.ApiClient;
import dev.vitascope.RunningNode;
import dev.vitascope.Settings;
import dev.vitascope.faults.HttpLine.Fate;
import dev.vitascope.media.TestClips;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** More requests than can be answered, since what they need says nothing. */
@EnabledIfSystemProperty(named = "vitascope.faults", matches = "all")
class PressureTest {

  /** More than one operation lets in. */
  private static final int REQUESTS = 300;

  @TempDir Path folder;

  @Test
  void whileTheStorageHangsRequestsAreRefusedAndTheRestGoesOn() throws Exception {
    try (var deployment = Deployment.shared(folder);
        var line = new HttpLine(deployment.vertx(), deployment.address(Settings.S3_ENDPOINT));
        var node =
            RunningNode.start(folder, deployment.with(Settings.S3_ENDPOINT, line.address()))) {
      var client = node.client();
      line.decide(call -> true, new Fate.Ignored());
      var asked = ask(REQUESTS, () -> create(client));
      var first = CompletableFuture.anyOf(asked.toArray(CompletableFuture<?>[]::new));
      assertUnavailable((HttpResponse<?>) first.get(20, TimeUnit.SECONDS));
      assertEquals(200, client.get("/videos").statusCode());
      assertEquals(200, client.get("/health/ready").statusCode());
      for (var one : asked) {
        assertUnavailable(one.get(60, TimeUnit.SECONDS));
      }
      line.decide(call -> true, new Fate.Answered(503, ""));
      assertUnavailable(create(client));
      line.free();
      var video = client.upload(new TestClips(folder).silent(320, 180, 2));
      deployment.awaitPinned(video);
      deployment.assertDoneOnce(video);
    }
  }

  private static List<CompletableFuture<HttpResponse<String>>> ask(
      int times, Callable<HttpResponse<String>> request) {
    var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < times; i++) {
      var answer = new CompletableFuture<HttpResponse<String>>();
      asked.add(answer);
      Thread.startVirtualThread(
          () -> {
            try {
              answer.complete(request.call());
            } catch (Exception e) {
              answer.completeExceptionally(e);
            }
          });
    }
    return asked;
  }

  private static HttpResponse<String> create(ApiClient client) throws Exception {
    return client.post("/videos", Map.of("filename", "a.mp4", "size", 100));
  }

  private static void assertUnavailable(HttpResponse<?> answer) {
    assertEquals(503, answer.statusCode(), answer.toString());
    assertTrue(answer.headers().firstValue("retry-after").isPresent());
  }
}
