package dev.vitascope.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.api.Operation.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract and the program cannot differ. */
@ExtendWith(VertxExtension.class)
class BindingTest {

  private final FakeOperations fakes = new FakeOperations();

  @Test
  void anOperationThatNobodyAnswersFailsTheStart(Vertx vertx) {
    var failure =
        assertThrows(Exception.class, () -> OpenDoor.with(vertx, fakes.without("signParts")));
    assertTrue(failure.toString().contains("[signParts]"), failure.toString());
  }

  @Test
  void anOperationThatIsNotInTheContractFailsTheStart(Vertx vertx) {
    Operation stranger = call -> Future.succeededFuture(Answer.ok(Map.of()));
    var failure =
        assertThrows(
            Exception.class,
            () -> OpenDoor.with(vertx, fakes.with(Map.of("makeCoffee", stranger))));
    assertTrue(failure.toString().contains("[makeCoffee]"), failure.toString());
  }

  @Test
  void everyOperationIsReached(Vertx vertx) {
    var door = OpenDoor.with(vertx, fakes.with(Map.of()));
    door.post("/videos", "{\"filename\":\"a.mp4\",\"size\":3}");
    door.post("/videos/1/upload/parts", "{\"numbers\":[1]}");
    door.get("/videos/1/upload");
    door.post("/videos/1/upload/complete", "{}");
    door.get("/video/1/progress");
    door.get("/videos/1/progress");
    door.get("/videos/1");
    door.send(
        door.request("/videos/1")
            .method("PATCH", BodyPublishers.ofString("{\"title\":\"A\"}"))
            .header("content-type", "application/json"));
    door.post("/videos/1/playback_links", "{}");
    door.post("/videos/1/retry", "{}");
    door.send(door.request("/videos/1").DELETE());
    door.get("/videos/1/transcodes/2/segments");
    door.get("/videos?limit=5&cursor=x");
    assertEquals(FakeOperations.IDS.size(), fakes.calls.size());
  }

  @Test
  void aCallHasAllOfTheRequest(Vertx vertx) {
    var door = OpenDoor.with(vertx, fakes.with(Map.of()));
    door.send(door.request("/videos?limit=5").header("X-Thing", "Value"));
    door.get("/videos/1/transcodes/two%20words/segments");
    door.post("/videos", "{\"filename\":\"ä.mp4\",\"size\":3}");
    assertEquals("5", fakes.calls.get(0).query().get("limit"));
    assertEquals("Value", fakes.calls.get(0).headers().get("x-thing"));
    assertEquals("two words", fakes.calls.get(1).path().get("transcode_id"));
    assertEquals(Optional.empty(), fakes.calls.get(1).body());
    assertEquals("ä.mp4", fakes.calls.get(2).body().orElseThrow().get("filename").asText());
  }
}
