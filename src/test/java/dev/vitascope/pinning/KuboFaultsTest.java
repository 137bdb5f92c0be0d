package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a node may answer that is not what was asked for. */
class KuboFaultsTest {

  private static final String CID = "bafkrei" + "a".repeat(52);
  private static final String FILE =
      "{\"Name\":\"a.bin\",\"Hash\":\"" + CID + "\",\"Size\":\"10\"}\n";
  private static final String REFUSAL =
      "{\"Message\":\"blockstore is full\",\"Code\":0,\"Type\":\"error\"}";

  @Test
  void anErrorInTheTrailerFailsTheAdd() {
    try (var node =
        FakeKubo.start(
            request ->
                request
                    .body()
                    .onSuccess(
                        body -> {
                          var response = request.response().setChunked(true);
                          response.putHeader("Trailer", "X-Stream-Error");
                          response.putTrailer("X-Stream-Error", "disk gone");
                          response.end(FILE);
                        }))) {
      fails("disk gone", () -> add(node, 10));
    }
  }

  @Test
  void anAnswerWithoutTheDirectoryFailsTheAdd() {
    try (var node =
        FakeKubo.start(request -> request.body().onSuccess(body -> request.response().end(FILE)))) {
      fails("without the directory", () -> add(node, 10));
    }
  }

  @Test
  void anAnswerCutShortFailsTheAdd() {
    try (var node = FakeKubo.start(request -> request.body().onSuccess(body -> cut(request)))) {
      fails("", () -> add(node, 10));
    }
  }

  @Test
  void aRefusalInTheMiddleIsToldWithItsReason() {
    try (var node = FakeKubo.start(request -> refuse(request))) {
      fails("500: blockstore is full", () -> add(node, 50 * DirectoryUpload.STRETCH));
    }
  }

  @Test
  void aNodeThatTakesNothingIsSentNothing() throws Exception {
    var file = new CountingFile("a.bin", 200L * DirectoryUpload.STRETCH);
    try (var node = FakeKubo.start(HttpServerRequest::pause)) {
      var client = node.client();
      var adding =
          Thread.startVirtualThread(
              () -> assertThrows(CancellationException.class, () -> client.add(List.of(file))));
      Thread.sleep(Duration.ofSeconds(1));
      long taken = file.reads().get();
      Thread.sleep(Duration.ofSeconds(1));
      assertEquals(taken, file.reads().get());
      assertTrue(taken < 20, taken + " stretches");
      adding.interrupt();
      adding.join();
    }
  }

  @Test
  void whatIsNoKuboIsUnavailable() {
    try (var node =
        FakeKubo.start(request -> request.response().setStatusCode(404).end("<html>"))) {
      fails("404: <html>", () -> await(node.client().version()));
    }
    try (var node = FakeKubo.start(request -> request.response().end("<html>"))) {
      fails("", () -> await(node.client().version()));
    }
  }

  @Test
  void aPinThatTheNodeKeepsThoughAskedNotToIsAFailure() {
    try (var node =
        FakeKubo.start(
            request -> {
              if (request.path().endsWith("pin/rm")) {
                refuse(request);
              } else {
                request.response().end("{\"Keys\":{\"" + CID + "\":{\"Type\":\"recursive\"}}}");
              }
            })) {
      fails("blockstore is full", () -> await(node.client().unpin(new Cid(CID))));
    }
  }

  @Test
  void theAddressMayHoldAPathAndCredentials() {
    var seen = new AtomicReference<HttpServerRequest>();
    try (var node =
        FakeKubo.start(
            request -> {
              seen.set(request);
              request.response().end("{\"Version\":\"0.42.0\"}");
            })) {
      assertEquals("0.42.0", await(node.client("user:pass@").version()));
      assertEquals("POST /node/api/v0/version", seen.get().method() + " " + seen.get().uri());
      assertEquals("Basic dXNlcjpwYXNz", seen.get().getHeader("Authorization"));
    }
  }

  private static void add(FakeKubo node, int size) {
    node.client().add(List.of(MemoryFile.of("a.bin", size)));
  }

  private static void refuse(HttpServerRequest request) {
    request.response().setStatusCode(500).end(REFUSAL);
  }

  private static void cut(HttpServerRequest request) {
    request.response().setChunked(true).write(FILE).onSuccess(sent -> request.connection().close());
  }

  private static void fails(String why, Executable call) {
    var failure = assertThrows(VideoException.class, call);
    assertEquals(Failure.IPFS_UNAVAILABLE, failure.failure());
    assertTrue(failure.getCause().toString().contains(why), failure.getCause().toString());
  }
}
