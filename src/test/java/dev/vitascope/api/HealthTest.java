package dev.vitascope.api;

import static dev.vitascope.api.OpenDoor.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Kubernetes and Prometheus ask. */
@ExtendWith(VertxExtension.class)
class HealthTest {

  private final FakeOperations fakes = new FakeOperations();

  @Test
  void itIsReadyWhenAllPartsAnswer(Vertx vertx) {
    var door = open(vertx, Map.of("database", Future::succeededFuture));
    var response = door.get("/health/ready");
    assertEquals(200, response.statusCode());
    assertEquals("ready", json(response).get("status").asText());
    assertTrue(json(response).at("/checks/database/ok").asBoolean());
  }

  @Test
  void itIsNotReadyWhileAPartFailsOrIsSilentAndNamesIt(Vertx vertx) {
    var door =
        open(
            vertx,
            Map.of(
                "database", Future::succeededFuture,
                "broker", () -> Future.failedFuture(new VideoException(Failure.BROKER_UNAVAILABLE)),
                "storage", () -> Promise.promise().future(),
                "ipfs",
                    () -> {
                      throw new IllegalStateException("secret");
                    }));
    var response = door.get("/health/ready");
    assertEquals(503, response.statusCode());
    var checks = json(response).get("checks");
    assertTrue(checks.at("/database/ok").asBoolean());
    assertEquals("broker_unavailable", checks.at("/broker/reason").asText());
    assertEquals("does not answer as it should", checks.at("/storage/reason").asText());
    assertEquals("does not answer as it should", checks.at("/ipfs/reason").asText());
  }

  @Test
  void itIsAliveWhateverTheParts(Vertx vertx) {
    var door = open(vertx, Map.of("database", () -> Promise.promise().future()));
    assertEquals(200, door.get("/health/live").statusCode());
  }

  @Test
  void prometheusReadsTheMeters(Vertx vertx) {
    var response = open(vertx, Map.of()).get("/metrics");
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("jvm_memory_used_bytes"));
  }

  private OpenDoor open(Vertx vertx, Map<String, Supplier<Future<?>>> checks) {
    return OpenDoor.open(vertx, fakes.with(Map.of()), checks, Map.of());
  }
}
