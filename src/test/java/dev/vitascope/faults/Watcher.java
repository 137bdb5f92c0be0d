package dev.vitascope.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who has a video's page open, over a raw WebSocket, and connects again when it is cut.
 */
final class Watcher implements AutoCloseable {

  private static final List<String> STATUSES = List.of("Uploading", "Transcoding", "Completed");
  private static final String PING = "{\"type\":\"ping\"}";

  private final Vertx vertx;
  private final WebSocketClient client;
  private final URI server;
  private final String video;
  private final List<JsonNode> seen = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  private Watcher(Vertx vertx, URI server, String video) {
    this.vertx = vertx;
    this.client = vertx.createWebSocketClient();
    this.server = server;
    this.video = video;
  }

  static Watcher of(Vertx vertx, URI server, String video) {
    var watcher = new Watcher(vertx, server, video);
    watcher.connect();
    return watcher;
  }

  void awaitStatus(String status) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !seen.isEmpty() && seen.getLast().at("/status").asText().equals(status));
  }

  /**
   * Neither in status nor in version, ever; and in percent only where another attempt began.
   *
   * @param attempts how many there were
   */
  void assertNeverWentBack(int attempts) {
    int falls = 0;
    for (int i = 1; i < seen.size(); i++) {
      var before = seen.get(i - 1);
      var after = seen.get(i);
      assertTrue(rank(before) <= rank(after), () -> before + " then " + after);
      assertTrue(number(before, "version") <= number(after, "version"), before + " then " + after);
      falls += number(before, "percent") > number(after, "percent") ? 1 : 0;
    }
    assertTrue(falls < attempts, falls + " falls in " + seen);
  }

  private static int rank(JsonNode progress) {
    return STATUSES.indexOf(progress.at("/status").asText());
  }

  private static double number(JsonNode progress, String name) {
    return progress.get(name).asDouble();
  }

  private void connect() {
    client
        .connect(server.getPort(), server.getHost(), "/eventbus/websocket")
        .onSuccess(this::register)
        .onFailure(refused -> connectLater());
  }

  private void connectLater() {
    if (!closed) {
      vertx.timer(100, TimeUnit.MILLISECONDS).onSuccess(elapsed -> connect());
    }
  }

  private void register(WebSocket socket) {
    socket.handler(this::hear);
    long pings = vertx.setPeriodic(3_000, tick -> socket.write(Buffer.buffer(PING)));
    socket.closeHandler(
        gone -> {
          vertx.cancelTimer(pings);
          connectLater();
        });
    var address = "\"address\":\"video.status." + video + "\"";
    socket.write(Buffer.buffer("{\"type\":\"register\"," + address + ",\"headers\":{}}"));
  }

  private void hear(Buffer frame) {
    var body = Json.read(frame.toString(), JsonNode.class).get("body");
    if (body != null && body.has("version")) {
      seen.add(body);
    }
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }
}
