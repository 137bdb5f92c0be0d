package dev.vitascope.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;

/**
 * One client's socket, in the words of the Vert.x event bus bridge: it may register the addresses
 * of videos and ping, and nothing else.
 *
 * <p>Bounded against a client that does not read: a few frames are on their way at most, and what
 * waits behind them is the latest state of each video. Confined to the socket's event loop but for
 * {@link #offer} and {@link #nothingAt}.
 */
final class LiveSocket {

  static final int MOST_REGISTRATIONS = 200;
  private static final int MOST_FRAMES_ON_THE_WAY = 8;
  private static final int MOST_FRAMES_BETWEEN_SWEEPS = 3 * MOST_REGISTRATIONS;
  private static final long NANOS_WITHOUT_PING = TimeUnit.SECONDS.toNanos(10);

  private final SockJSSocket socket;
  private final Context context;
  private final LiveStatus live;
  private final Map<VideoId, Optional<Snapshot>> sent = new HashMap<>();
  private final SequencedMap<VideoId, Snapshot> waiting = new LinkedHashMap<>();
  private int onTheWay;
  private int framesHeard;
  private long pingedAt = System.nanoTime();

  LiveSocket(SockJSSocket socket, Context context, LiveStatus live) {
    this.socket = socket;
    this.context = context;
    this.live = live;
  }

  void heard(Buffer frame) {
    if (++framesHeard > MOST_FRAMES_BETWEEN_SWEEPS) {
      socket.close(1008, "too many frames");
      return;
    }
    JsonNode message;
    try {
      message = Json.read(frame.toString(), JsonNode.class);
    } catch (IllegalArgumentException e) {
      refuse("invalid_json");
      return;
    }
    var address = message.path("address").asText();
    switch (message.path("type").asText()) {
      case "ping" -> pingedAt = System.nanoTime();
      case "register" ->
          live.admit(shown(message))
              .onSuccess(in -> register(address))
              .onFailure(why -> fail(address, VideoException.of(why).failure()));
      case "unregister" -> StatusAddress.parse(address).ifPresent(this::unregister);
      case "send", "publish" -> refuse("access_denied");
      case "" -> refuse("missing_type");
      default -> refuse("invalid_type");
    }
  }

  /** Called every few seconds: closes a socket whose client has gone silent. */
  void sweep() {
    framesHeard = 0;
    if (System.nanoTime() - pingedAt > NANOS_WITHOUT_PING) {
      socket.close(1001, "no ping");
    }
  }

  void closed() {
    sent.keySet().forEach(video -> live.unwatch(video, this));
    sent.clear();
    waiting.clear();
  }

  /** Sends a state, unless the client has as much or more, or has gone. From any thread. */
  void offer(Snapshot snapshot) {
    context.runOnContext(go -> accept(snapshot));
  }

  /** Tells that a registered address is no video's. From any thread. */
  void nothingAt(VideoId video) {
    context.runOnContext(go -> fail(StatusAddress.of(video), Failure.VIDEO_NOT_FOUND));
  }

  /** Bridge clients put into a message's headers what others put into those of HTTP. */
  private static Optional<String> shown(JsonNode message) {
    return message.path("headers").properties().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
        .map(header -> header.getValue().asText())
        .findFirst();
  }

  private void fail(String address, Failure failure) {
    var frame =
        Json.MAPPER
            .createObjectNode()
            .put("type", "err")
            .put("address", address)
            .put("failureCode", failure.httpStatus())
            .put("failureType", failure.code())
            .put("message", failure.sentence());
    writeIfFree(Buffer.buffer(frame.toString()));
  }

  private void register(String address) {
    var video = StatusAddress.parse(address);
    if (video.isEmpty()) {
      refuse("access_denied");
    } else if (sent.containsKey(video.get())) {
      refuse("address_already_registered");
    } else if (sent.size() >= MOST_REGISTRATIONS) {
      refuse("max_handlers_reached");
    } else {
      sent.put(video.get(), Optional.empty());
      live.watch(video.get(), this);
    }
  }

  private void unregister(VideoId video) {
    waiting.remove(video);
    if (sent.remove(video) != null) {
      live.unwatch(video, this);
    }
  }

  private void accept(Snapshot snapshot) {
    var last = sent.get(snapshot.video());
    if (last != null && last.map(snapshot::saysMoreThan).orElse(true)) {
      waiting.merge(snapshot.video(), snapshot, (old, now) -> now.saysMoreThan(old) ? now : old);
      sendWaiting();
    }
  }

  private void sendWaiting() {
    while (onTheWay < MOST_FRAMES_ON_THE_WAY && !waiting.isEmpty()) {
      var next = waiting.pollFirstEntry().getValue();
      sent.put(next.video(), Optional.of(next));
      write(next.frame());
      live.counted();
    }
  }

  private void refuse(String reason) {
    writeIfFree(
        Buffer.buffer(
            Json.MAPPER.createObjectNode().put("type", "err").put("body", reason).toString()));
  }

  private void writeIfFree(Buffer frame) {
    if (onTheWay < MOST_FRAMES_ON_THE_WAY) {
      write(frame);
    }
  }

  private void write(Buffer frame) {
    onTheWay++;
    socket
        .write(frame)
        .onComplete(
            written -> {
              onTheWay--;
              sendWaiting();
            });
  }
}
