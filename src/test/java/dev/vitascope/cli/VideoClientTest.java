package dev.vitascope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.Visibility;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VideoClientTest {

  private static final Retries QUICK = new Retries(Duration.ofMillis(5), Duration.ofMillis(20), 3);
  private static final VideoClient.NewVideo CLIP =
      new VideoClient.NewVideo("clip.mp4", 2500, Optional.empty(), Visibility.PUBLIC);

  @Test
  void aProblemBecomesAnExceptionWithItsCodeAndSentence() {
    try (var server = new FakeServer();
        var client = new VideoClient(server.address(), Optional.empty(), QUICK)) {
      var refused = assertThrows(ServerException.class, () -> client.video(VideoId.random()));
      assertTrue(refused.is(Failure.VIDEO_NOT_FOUND));
      assertEquals("There is no video with this id.", refused.getMessage());
      assertEquals(1, server.calls.size(), "what will not pass is not tried again");
    }
  }

  @Test
  void whatMayPassIsTriedAgain() throws Exception {
    try (var server = new FakeServer();
        var client = new VideoClient(server.address(), Optional.empty(), QUICK)) {
      server.overloaded.set(2);
      var created = client.create(CLIP);
      assertEquals(3, created.upload().partCount());
      assertEquals(3, server.callsTo("/videos").size());
    }
  }

  @Test
  void anAnswerThatIsNoneOfOursIsSaidSo() {
    for (var body : new String[] {"<html>hello</html>", "[]", "{\"status\":\"Sleeping\"}", ""}) {
      for (int status : new int[] {200, 404, 500}) {
        assertEquals(ServerException.BAD_ANSWER, codeOf(status, body));
      }
    }
  }

  @Test
  void noServerIsSaidSo() {
    try (var client = new VideoClient(URI.create("http://localhost:1"), Optional.empty(), QUICK)) {
      var refused = assertThrows(ServerException.class, () -> client.create(CLIP));
      assertEquals(ServerException.UNREACHABLE, refused.code());
      assertEquals("No server answers at http://localhost:1.", refused.getMessage());
    }
  }

  private static String codeOf(int status, String body) {
    var vertx = Vertx.vertx();
    var http =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().setStatusCode(status).end(body))
            .listen(0)
            .await();
    var address = URI.create("http://localhost:" + http.actualPort());
    try (var client = new VideoClient(address, Optional.empty(), QUICK)) {
      return assertThrows(ServerException.class, () -> client.progress(VideoId.random())).code();
    } finally {
      vertx.close().await();
    }
  }
}
