package dev.vitascope.api;

import static dev.vitascope.api.OpenDoor.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.api.Operation.Call;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of bad input gets a problem that names what is wrong. */
@ExtendWith(VertxExtension.class)
class ProblemsTest {

  private static final String VIDEO = "/videos/00000000-0000-0000-0000-000000000001";

  private final FakeOperations fakes = new FakeOperations();
  private OpenDoor door;

  @BeforeEach
  void open(Vertx vertx) {
    Operation unknown = call -> Future.failedFuture(notFound(call));
    Operation broken =
        call -> {
          throw new IllegalStateException("secret of the inside");
        };
    Operation missing =
        call ->
            Future.failedFuture(
                new VideoException(Failure.PARTS_MISSING, Map.of("missing", List.of(2, 3))));
    Operation away = call -> Future.failedFuture(new VideoException(Failure.DATABASE_UNAVAILABLE));
    door =
        OpenDoor.with(
            vertx,
            fakes.with(
                Map.of(
                    "getVideo", unknown,
                    "getUpload", broken,
                    "completeUpload", missing,
                    "getProgress", away)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\nHost: x\r\nHost: y", "\r\nHost: a b", "\r\nHost: x/y"})
  void aHostIsNamedOnceAndIsAHost(String headers) {
    var answer = door.rawest("GET /health/live HTTP/1.1" + headers);
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
  }

  private static VideoException notFound(Call call) {
    return new VideoException(Failure.VIDEO_NOT_FOUND, "No video " + call.videoId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"filename\":\"a.mp4\"}|Missing: size.",
        "{}|Missing: filename, size.",
        "{\"filename\":\"a.mp4\",\"size\":1,\"colour\":\"red\"}|There is no member named colour.",
        "{\"filename\":7,\"size\":1}|filename must be of type string.",
        "{\"filename\":\"a.mp4\",\"size\":\"1\"}|size must be of type integer.",
        "{\"filename\":\"a.mp4\",\"size\":1.5}|size must be of type integer.",
        "{\"filename\":\"a.mp4\",\"size\":1,\"sha256\":\"x\"}"
            + "|sha256 must look like ^[0-9a-fA-F]{64}$.",
        "[]|The body must be of type object.",
        "{\"filename\":|The body is not JSON.",
        "``|The body is missing.",
      })
  void aBodyThatIsNotAsTheContractHasItIsRefusedInWords(String body, String detail) {
    var response = door.post("/videos", body);
    assertProblem(response, 400, "invalid_request");
    assertEquals(detail, json(response).get("detail").asText());
    assertTrue(fakes.calls.isEmpty());
  }

  @Test
  void sizesAreLeftToTheStage() {
    assertEquals(200, door.post("/videos", "{\"filename\":\"a\",\"size\":0}").statusCode());
    assertEquals(
        200, door.post("/videos", "{\"filename\":\"a\",\"size\":99999999999}").statusCode());
    assertEquals(2, fakes.calls.size());
  }

  @Test
  void listsAreChecked() {
    var response = door.post(VIDEO + "/upload/parts", "{\"numbers\":[0]}");
    assertProblem(response, 400, "invalid_request");
    assertEquals("numbers.0 must be at least 1.", json(response).get("detail").asText());
    assertProblem(door.post(VIDEO + "/upload/parts", "{\"numbers\":[]}"), 400, "invalid_request");
  }

  @Test
  void queriesAreChecked() {
    assertProblem(door.get("/videos?limit=0"), 400, "invalid_request");
    assertProblem(door.get("/videos?limit=many"), 400, "invalid_request");
    assertEquals(200, door.get("/videos?limit=100").statusCode());
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    assertProblem(door.post("/videos", "x".repeat(70_000)), 413, "body_too_large");
  }

  @Test
  void aHeaderThatCannotBeDecodedIsRefused() {
    var request =
        door.request("/videos")
            .header("content-type", "application/json")
            .header("idempotency-key", "100% mine")
            .POST(BodyPublishers.ofString("{\"filename\":\"a\",\"size\":1}"));
    assertProblem(door.send(request), 400, "invalid_request");
  }

  @Test
  void aHeadThatCannotBeReadIsRefused() {
    var line = door.raw("GET /videos?cursor=" + "x".repeat(5_000) + " HTTP/1.1");
    assertTrue(line.contains(" 414 ") && line.contains("\"address_too_long\""), line);
    var header = door.raw("GET /videos HTTP/1.1\r\nx: " + "x".repeat(17_000));
    assertTrue(header.contains(" 431 ") && header.contains("\"headers_too_large\""), header);
    var nonsense = door.raw("nonsense");
    assertTrue(nonsense.contains(" 400 ") && nonsense.contains("\"invalid_request\""), nonsense);
  }

  @Test
  void otherContentTypesAreRefused() {
    var request =
        door.request("/videos")
            .header("content-type", "text/plain")
            .POST(BodyPublishers.ofString("{\"filename\":\"a\",\"size\":1}"));
    assertProblem(door.send(request), 415, "unsupported_content_type");
  }

  @Test
  void aVideoThatIsNotThereIsNotFound() {
    assertProblem(door.get(VIDEO), 404, "video_not_found");
    assertProblem(door.get("/videos/1-2-3-4-5"), 404, "video_not_found");
    assertProblem(door.get("/videos/nonsense"), 404, "video_not_found");
  }

  @Test
  void addressesAndMethodsThatAreNotThereAreToldApart() {
    assertProblem(door.get("/nowhere"), 404, "not_found");
    assertProblem(door.post("/nowhere", "{}"), 404, "not_found");
    var nonsense = door.raw("GET /videos/%zz HTTP/1.1");
    assertTrue(nonsense.startsWith("HTTP/1.1 400"), nonsense);
    assertTrue(nonsense.contains("\"code\":\"invalid_request\""), nonsense);
    var response = door.send(door.request("/videos").DELETE());
    assertProblem(response, 405, "method_not_allowed");
    assertEquals("GET, POST", response.headers().firstValue("allow").orElseThrow());
  }

  @Test
  void whatGoesWrongInsideStaysInside() {
    var response = door.get(VIDEO + "/upload");
    assertProblem(response, 500, "internal");
    assertFalse(response.body().contains("secret"));
    var away = door.get(VIDEO.replace("videos", "video") + "/progress");
    assertProblem(away, 503, "database_unavailable");
    assertTrue(away.headers().firstValue("retry-after").isPresent());
  }

  @Test
  void aProblemHasTheDetailsOfItsFailure() {
    var response = door.post(VIDEO + "/upload/complete", "");
    assertProblem(response, 409, "parts_missing");
    assertEquals("[2,3]", json(response).get("missing").toString());
  }

  @Test
  void aProblemNamesTheRequest() {
    var response = door.send(door.request("/nowhere").header("x-request-id", "proxy-0001"));
    assertEquals("proxy-0001", json(response).get("instance").asText());
    assertEquals("proxy-0001", response.headers().firstValue("x-request-id").orElseThrow());
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("content-type").orElseThrow());
    var problem = json(response);
    assertEquals(code, problem.get("code").asText());
    assertEquals(status, problem.get("status").asInt());
    for (var member : new String[] {"type", "title", "detail", "instance"}) {
      assertFalse(problem.get(member).asText().isEmpty(), member);
    }
  }
}
