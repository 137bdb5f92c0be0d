package dev.vitascope.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.util.function.Consumer;

/** A client's socket, which hears of videos. */
record Watcher(WebSocket socket) {

  private static final long PING_MILLIS = 4_000;
  private static final String STATE = "{\"type\":\"rec\"";

  /**
   * Opens one.
   *
   * @param states takes every frame with a state of the video that arrives
   */
  static Future<Watcher> open(
      Vertx vertx, WebSocketClient client, URI server, String video, Consumer<Buffer> states) {
    return client
        .connect(server.getPort(), server.getHost(), "/eventbus/websocket")
        .map(
            socket -> {
              socket.handler(frame -> hear(frame, states));
              long pings =
                  vertx.setPeriodic(
                      PING_MILLIS, tick -> socket.writeTextMessage("{\"type\":\"ping\"}"));
              socket.closeHandler(closed -> vertx.cancelTimer(pings));
              var watcher = new Watcher(socket);
              watcher.register(video);
              return watcher;
            });
  }

  void close() {
    socket.close();
  }

  /** Watches another video too. */
  void register(String video) {
    socket.writeTextMessage(
        "{\"type\":\"register\",\"address\":\"video.status.%s\"}".formatted(video));
  }

  private static void hear(Buffer frame, Consumer<Buffer> states) {
    if (frame.length() > STATE.length() && frame.getString(0, STATE.length()).equals(STATE)) {
      states.accept(frame);
    }
  }
}
