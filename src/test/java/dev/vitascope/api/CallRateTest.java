package dev.vitascope.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that calls too often is told when to come again; others are not. */
@ExtendWith(VertxExtension.class)
class CallRateTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void callsMayComeAllAtOnceAndThenEvenly() {
    var rate = new CallRate(60);
    for (int n = 0; n < 60; n++) {
      assertEquals(Duration.ZERO, rate.tooEarly("one", 7));
    }
    assertEquals(Duration.ofSeconds(1), rate.tooEarly("one", 7));
    assertEquals(Duration.ZERO, rate.tooEarly("another", 7));
    assertEquals(Duration.ZERO, rate.tooEarly("one", 7 + SECOND));
    assertEquals(Duration.ofSeconds(1), rate.tooEarly("one", 7 + SECOND));
    assertEquals(Duration.ZERO, rate.tooEarly("one", 7 + 200 * SECOND));
  }

  @Test
  void whoCallsTooOftenIsToldWhenToComeAgain(Vertx vertx) {
    var door = OpenDoor.rated(vertx, new FakeOperations().with(Map.of()), 2);
    assertEquals(200, list(door, "192.0.2.1").statusCode());
    assertEquals(200, list(door, "192.0.2.1").statusCode());
    var third = list(door, "192.0.2.1");
    assertEquals(429, third.statusCode());
    assertEquals("too_many_calls", OpenDoor.json(third).get("code").asText());
    int seconds = Integer.parseInt(third.headers().firstValue("retry-after").orElseThrow());
    assertTrue(seconds > 20 && seconds <= 31, third.headers()::toString);
    assertEquals(200, list(door, "192.0.2.2").statusCode());
    assertEquals(200, door.get("/health/live").statusCode());
  }

  private static HttpResponse<String> list(OpenDoor door, String client) {
    return door.send(door.request("/videos").header("x-forwarded-for", client).GET());
  }
}
