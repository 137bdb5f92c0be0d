package dev.vitascope.api;

import static dev.vitascope.bus.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.access.Access;
import dev.vitascope.tracing.Tracing;
import dev.vitascope.video.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A door on a free port, and a client that knocks. */
public record OpenDoor(int port) {

  public static final URI STORAGE = URI.create("https://storage.example:9000");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public static OpenDoor with(
      Vertx vertx, Map<String, Operation> operations, Function<Vertx, Router> live) {
    return open(vertx, operations, Map.of(), Map.of("/eventbus", live));
  }

  static OpenDoor with(Vertx vertx, Map<String, Operation> operations) {
    return open(vertx, operations, Map.of(), Map.of());
  }

  /** With what answers below other paths than the contract's. */
  public static OpenDoor mounting(Vertx vertx, Map<String, Function<Vertx, Router>> mounts) {
    return open(vertx, new FakeOperations().with(Map.of()), Map.of(), mounts);
  }

  /** Behind a proxy, where each client may call only so often. */
  static OpenDoor rated(Vertx vertx, Map<String, Operation> operations, int callsPerMinute) {
    var settings = settings(true, Optional.of(callsPerMinute));
    return open(vertx, settings, Access.OPEN, operations, Map.of(), Map.of());
  }

  /** That asks who calls. */
  static OpenDoor guarded(Vertx vertx, Map<String, Operation> operations, Access access) {
    var settings = settings(false, Optional.empty());
    return open(vertx, settings, access, operations, Map.of(), Map.of());
  }

  static OpenDoor open(
      Vertx vertx,
      Map<String, Operation> operations,
      Map<String, Supplier<Future<?>>> checks,
      Map<String, Function<Vertx, Router>> mounts) {
    return open(vertx, settings(false, Optional.empty()), Access.OPEN, operations, checks, mounts);
  }

  private static HttpSettings settings(boolean behindProxy, Optional<Integer> callsPerMinute) {
    return new HttpSettings(
        "127.0.0.1",
        0,
        Optional.of(Path.of("src/test/resources/webroot")),
        Optional.empty(),
        behindProxy,
        callsPerMinute,
        List.of(STORAGE.resolve("/bucket")));
  }

  private static OpenDoor open(
      Vertx vertx,
      HttpSettings settings,
      Access access,
      Map<String, Operation> operations,
      Map<String, Supplier<Future<?>>> checks,
      Map<String, Function<Vertx, Router>> mounts) {
    var door =
        new HttpDoor(
            settings, access, operations, checks, Metrics.registry(), Tracing.off(), mounts);
    await(vertx.deployVerticle(door));
    return new OpenDoor(door.port());
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<String> post(String path, String body) {
    return send(
        request(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the door does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The answer to a request line that no decent client would send. */
  String raw(String requestLine) {
    return rawest(requestLine + "\r\nHost: x");
  }

  /** The same, with its headers. */
  String rawest(String head) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((head + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the door does not answer", e);
    }
  }

  public static JsonNode json(HttpResponse<String> response) {
    return Json.read(response.body(), JsonNode.class);
  }
}
