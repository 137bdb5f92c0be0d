package dev.vitascope.status;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.access.Access;
import dev.vitascope.access.Role;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may not do. */
class LiveSocketTest {

  private StatusFixture status;
  private LiveClient client;

  @BeforeEach
  void open() {
    status = StatusFixture.open();
    client = status.connect();
  }

  @AfterEach
  void close() {
    status.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "video.events.incoming",
        "video.status",
        "video.status.",
        "video.status.*",
        "videoXstatus.00000000-0000-0000-0000-000000000001",
        "video.status.00000000-0000-0000-0000-000000000001.more",
        "video.status.1-1-1-1-1"
      })
  void otherAddressesAreRefused(String address) {
    client.register(address);
    assertRefused("access_denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"send", "publish"})
  void nothingIsTakenFromOutside(String type) throws Exception {
    var watcher = status.connect();
    var video = StoredVideo.create(status.database());
    watcher.register(video.id());
    watcher.frame(0);
    client.send(
        "{\"type\":\"%s\",\"address\":\"video.status.%s\",\"body\":{\"version\":9}}"
            .formatted(type, video.id()));
    assertRefused("access_denied");
    Thread.sleep(300);
    assertEquals(1, watcher.frames().size());
    video.delete();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "7", "null", "{\"type\":7}", "{\"type\":{}}"})
  void nonsenseIsRefusedAndTheSocketStays(String frame) {
    client.send(frame);
    assertEquals("err", client.frame(0).get("type").asText());
    client.register("x");
    assertEquals("access_denied", client.frame(1).get("body").asText());
  }

  @Test
  void whoIsNotKnownHearsOfNothing() throws Exception {
    Access known =
        (shown, needed) ->
            shown.equals(Optional.of("Bearer known")) && needed == Role.VIEWER
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(new VideoException(Failure.UNAUTHENTICATED));
    try (var asking = StatusFixture.open(known)) {
      var video = StoredVideo.create(asking.database());
      var socket = asking.connect();
      socket.register(video.id());
      var refused = socket.frame(0);
      assertEquals("unauthenticated", refused.get("failureType").asText());
      assertEquals(401, refused.get("failureCode").asInt());
      socket.send(
          "{\"type\":\"register\",\"address\":\"video.status.%s\",\"headers\":%s}"
              .formatted(video.id(), "{\"Authorization\":\"Bearer known\"}"));
      assertEquals(video.id().toString(), socket.frame(1).at("/body/video_id").asText());
      video.delete();
    }
  }

  @Test
  void registrationsAreBounded() {
    for (int i = 0; i <= LiveSocket.MOST_REGISTRATIONS; i++) {
      client.register(VideoId.random());
    }
    await()
        .until(
            () ->
                client.frames().stream()
                    .anyMatch(frame -> frame.path("body").asText().equals("max_handlers_reached")));
  }

  @Test
  void aFloodOfFramesClosesTheSocket() {
    for (int i = 0; i < 5 * LiveSocket.MOST_REGISTRATIONS; i++) {
      client.socket().writeTextMessage("{\"type\":\"ping\"}");
    }
    await().until(() -> client.socket().isClosed());
    assertEquals((short) 1008, client.socket().closeStatusCode());
  }

  @Test
  void theSockJsEntranceIsThere() {
    assertTrue(status.door().get("/eventbus/info").body().contains("\"websocket\":true"));
  }

  private void assertRefused(String reason) {
    var frame = client.frame(0);
    assertEquals("err", frame.get("type").asText());
    assertEquals(reason, frame.get("body").asText());
  }
}
