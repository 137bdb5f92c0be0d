package dev.vitascope.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitascope.video.Json;
import dev.vitascope.video.VideoEvent;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.Reader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins this node's bus to the others' through the broker's status topic. */
public record StatusBridge(Bus bus, Broker broker, AtomicBoolean closed) implements Deployable {

  private static final Logger log = LoggerFactory.getLogger(StatusBridge.class);

  public StatusBridge(Bus bus, Broker broker) {
    this(bus, broker, new AtomicBoolean());
  }

  @Override
  public Future<?> deploy(Context context) {
    return Future.all(outgoing(), incoming(context));
  }

  @Override
  public Future<?> undeploy(Context context) {
    closed.set(true);
    return Future.succeededFuture();
  }

  private Future<Void> outgoing() {
    return broker
        .factProducer(Topic.STATUS_UPDATES)
        .onSuccess(producer -> bus.onOutgoing(event -> send(producer, event)))
        .mapEmpty();
  }

  private static void send(Producer<byte[]> producer, VideoEvent event) {
    Broker.vertx(
            producer
                .newMessage()
                .key(event.videoId().toString())
                .value(Json.write(event).getBytes(UTF_8))
                .sendAsync())
        .onFailure(failure -> log.debug("a fact was not sent: {}", failure.toString()));
  }

  private Future<Void> incoming(Context context) {
    return broker
        .reader(Topic.STATUS_UPDATES)
        .onSuccess(reader -> readNext(context, reader))
        .mapEmpty();
  }

  private void readNext(Context context, Reader<byte[]> reader) {
    Broker.vertx(reader.readNextAsync())
        .onSuccess(
            message -> {
              context.runOnContext(go -> deliver(message));
              readNext(context, reader);
            })
        .onFailure(failure -> readLater(context, reader, failure));
  }

  private void readLater(Context context, Reader<byte[]> reader, Throwable failure) {
    if (closed.get()) {
      return;
    }
    log.warn("status updates cannot be read just now: {}", failure.toString());
    context.owner().timer(1, TimeUnit.SECONDS).onSuccess(elapsed -> readNext(context, reader));
  }

  private void deliver(Message<byte[]> message) {
    try {
      var event = Json.read(new String(message.getValue(), UTF_8), VideoEvent.class);
      if (event.videoId() == null) {
        throw new IllegalArgumentException("it is of no video");
      }
      bus.deliver(event);
    } catch (IllegalArgumentException e) {
      log.warn("a status update that is none, {}: {}", message.getMessageId(), e.getMessage());
    }
  }
}
