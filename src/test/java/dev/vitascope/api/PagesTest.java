package dev.vitascope.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a browser gets, and what it is told to refuse. */
@ExtendWith(VertxExtension.class)
class PagesTest {

  private OpenDoor door;

  @BeforeEach
  void open(Vertx vertx) {
    door = OpenDoor.with(vertx, new FakeOperations().with(Map.of()));
  }

  @Test
  void thePageAndItsFilesAreServed() {
    var page = door.get("/");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("the page"));
    assertEquals("no-cache", header(page, "cache-control"));
    // With nosniff, a browser runs no module that comes as anything else.
    for (var script : new String[] {"/js/app.js", "/js/player.mjs"}) {
      assertTrue(header(door.get(script), "content-type").contains("javascript"), script);
    }
    var watch = door.get("/watch/00000000-0000-0000-0000-000000000001");
    assertTrue(watch.body().contains("<video"));
    assertTrue(header(watch, "content-type").startsWith("text/html"));
  }

  @Test
  void nothingOutsideOfTheFolderIsServed() {
    for (var path : new String[] {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"}) {
      assertFalse(door.get(path).body().contains("not for the world"), path);
    }
  }

  @Test
  void browsersAreToldToRefuseForeignThings() {
    var page = door.get("/");
    var policy = header(page, "content-security-policy");
    assertTrue(policy.contains("default-src 'self';"));
    assertTrue(policy.contains("media-src 'self' blob: https://storage.example:9000;"));
    assertTrue(policy.contains("frame-ancestors 'none'"));
    assertFalse(policy.contains("unsafe"));
    assertEquals("nosniff", header(page, "x-content-type-options"));
    assertEquals("no-referrer", header(page, "referrer-policy"));
  }

  @Test
  void theApiIsOpenToOtherPages() {
    var preflight =
        door.send(
            door.request("/videos")
                .header("origin", "https://elsewhere.example")
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertEquals(204, preflight.statusCode());
    assertEquals("*", header(preflight, "access-control-allow-origin"));
    assertTrue(header(preflight, "access-control-allow-methods").contains("POST"));
    assertTrue(preflight.headers().firstValue("access-control-allow-credentials").isEmpty());
  }

  @Test
  void theContractIsServedAsItIsWritten() throws Exception {
    var served = door.get("/openapi.yaml");
    assertEquals(Files.readString(Path.of("src/main/resources/openapi.yaml")), served.body());
  }

  @Test
  void theDocsShowEveryOperationAndProblemWithoutScript() {
    var docs = door.get("/docs").body();
    FakeOperations.IDS.forEach(id -> assertTrue(docs.contains("id=\"" + id + "\""), id));
    assertTrue(docs.contains("id=\"file_too_large\""));
    assertTrue(docs.contains("queue_position"));
    assertFalse(docs.contains("<script"));
    assertFalse(docs.contains("http://") || docs.contains("https://"));
    assertEquals(200, door.get("/docs.css").statusCode());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }
}
