package dev.vitascope.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitascope.access.Access;
import dev.vitascope.access.IdentityProvider;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each operation is for those who may ask for it, as the contract has it. */
@ExtendWith(VertxExtension.class)
class GuardTest {

  private static final String NEW = "{\"filename\":\"a.mp4\",\"size\":1}";

  private final FakeOperations fakes = new FakeOperations();
  private IdentityProvider provider;
  private OpenDoor door;

  @BeforeEach
  void open(Vertx vertx) {
    provider = new IdentityProvider(vertx);
    door = OpenDoor.guarded(vertx, fakes.with(Map.of()), Access.of(vertx, provider.settings()));
  }

  @Test
  void whoShowsNothingIsAskedWhoItIs() {
    var answer = door.get("/videos");
    assertProblem(answer, 401, "unauthenticated", "Bearer realm=\"vitascope\"");
    assertEquals(401, door.post("/videos", NEW).statusCode());
    assertEquals(401, door.get("/metrics").statusCode());
    assertEquals(0, fakes.calls.size());
  }

  @Test
  void whoShowsWhatProvesNothingIsToldSo() {
    assertProblem(
        list("nonsense"),
        401,
        "unauthenticated",
        "Bearer realm=\"vitascope\", error=\"invalid_token\"");
  }

  @Test
  void aViewerLooksAnUploaderUploadsAnOperatorOperates() {
    assertEquals(200, list(provider.token("viewer")).statusCode());
    assertProblem(
        create(provider.token("viewer")),
        403,
        "forbidden",
        "Bearer realm=\"vitascope\", error=\"insufficient_scope\"");
    assertEquals(200, create(provider.token("uploader")).statusCode());
    assertEquals(403, metrics(provider.token("uploader")).statusCode());
    assertEquals(200, metrics(provider.token("operator")).statusCode());
    assertEquals(200, list(provider.token("operator")).statusCode());
  }

  @Test
  void limitsGoByWhoItIs() {
    create(provider.token("uploader"));
    assertEquals("@ada", fakes.calls.getLast().client());
  }

  @Test
  void healthPagesAndTheContractAreForAll() {
    for (var path : new String[] {"/health/live", "/health/ready", "/docs", "/openapi.yaml", "/"}) {
      assertEquals(200, door.get(path).statusCode(), path);
    }
  }

  private HttpResponse<String> list(String token) {
    return door.send(door.request("/videos").header("authorization", "Bearer " + token).GET());
  }

  private HttpResponse<String> metrics(String token) {
    return door.send(door.request("/metrics").header("authorization", "bearer " + token).GET());
  }

  private HttpResponse<String> create(String token) {
    return door.send(
        door.request("/videos")
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(NEW)));
  }

  private static void assertProblem(
      HttpResponse<String> answer, int status, String code, String challenge) {
    assertEquals(status, answer.statusCode());
    assertEquals(code, OpenDoor.json(answer).get("code").asText());
    assertEquals(challenge, answer.headers().firstValue("www-authenticate").orElseThrow());
  }
}
