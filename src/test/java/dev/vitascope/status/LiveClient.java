package dev.vitascope.status;

import static dev.vitascope.bus.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A raw WebSocket that keeps every frame it gets. */
record LiveClient(WebSocket socket, List<JsonNode> frames) {

  static LiveClient connect(Vertx vertx, int port) {
    var socket =
        await(vertx.createWebSocketClient().connect(port, "127.0.0.1", "/eventbus/websocket"));
    var client = new LiveClient(socket, new CopyOnWriteArrayList<>());
    socket.handler(frame -> client.frames.add(Json.read(frame.toString(), JsonNode.class)));
    return client;
  }

  void register(VideoId video) {
    register("video.status." + video);
  }

  void register(String address) {
    send("{\"type\":\"register\",\"address\":\"%s\",\"headers\":{}}".formatted(address));
  }

  void unregister(VideoId video) {
    send("{\"type\":\"unregister\",\"address\":\"video.status.%s\"}".formatted(video));
  }

  void send(String frame) {
    await(socket.write(Buffer.buffer(frame)));
  }

  JsonNode frame(int index) {
    Awaitility.await().until(() -> frames.size() > index);
    return frames.get(index);
  }

  JsonNode last() {
    return frames.getLast();
  }

  List<Long> versions() {
    return frames.stream().map(frame -> frame.at("/body/version").asLong()).toList();
  }
}
