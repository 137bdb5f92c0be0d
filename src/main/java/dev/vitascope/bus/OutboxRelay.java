package dev.vitascope.bus;

import static dev.vitascope.bus.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitascope.bus.OutboxBatch.Outgoing;
import dev.vitascope.db.Database;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.tracing.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;

/**
 * Publishes what the outbox holds. One relay at a time works, on any node; a crash at any point
 * repeats a message at worst, with the sequence id by which the broker drops it.
 */
public final class OutboxRelay extends Loop {

  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration STANDBY = Duration.ofSeconds(1);
  private static final Duration BETWEEN_PURGES = Duration.ofMinutes(10);
  private static final Duration LEASE = Duration.ofSeconds(6);

  private final Database database;
  private final Broker broker;
  private final Tracing tracing;
  private final SingleHolder relay;
  private final Map<String, Producer<byte[]>> producers = new HashMap<>();
  private long purgedAt = System.nanoTime();

  public OutboxRelay(Database database, Broker broker, String node, Tracing tracing) {
    super("outbox relay");
    this.database = database;
    this.broker = broker;
    this.tracing = tracing;
    this.relay = new SingleHolder(database, "outbox-relay", node, LEASE);
  }

  @Override
  protected Duration round() {
    if (!await(relay.hold())) {
      closeProducers();
      return STANDBY;
    }
    openProducers();
    var batch = await(database.transaction(OutboxBatch::next));
    if (batch.isEmpty()) {
      purgeNowAndThen();
      return IDLE;
    }
    send(batch);
    await(OutboxBatch.published(database, batch));
    return Duration.ZERO;
  }

  @Override
  public Future<?> undeploy(Context context) {
    return super.undeploy(context)
        .compose(
            ended ->
                Future.join(
                    producers.values().stream().map(p -> Broker.vertx(p.closeAsync())).toList()))
        .otherwiseEmpty()
        .compose(closed -> relay.release())
        .otherwiseEmpty();
  }

  private void send(List<Outgoing> batch) {
    var sent = batch.stream().map(this::send).toList();
    await(Future.all(sent));
  }

  private Future<MessageId> send(Outgoing message) {
    var span = tracing.resume("send " + message.topic(), SpanKind.PRODUCER, message.trace());
    var outgoing =
        producers
            .get(message.topic())
            .newMessage()
            .key(message.key())
            .sequenceId(message.sequence())
            .value(message.body().getBytes(UTF_8));
    if (!span.parent().isNone()) {
      outgoing.property(TraceParent.NAME, span.parent().value());
    }
    return Broker.vertx(outgoing.sendAsync()).onComplete(sent -> span.close());
  }

  /** Before any message is numbered: the broker may have seen more than the database knows of. */
  private void openProducers() {
    for (var topic : Topic.values()) {
      if (!producers.containsKey(topic.topicName())) {
        open(topic.topicName());
      }
    }
  }

  private void open(String topic) {
    var producer = await(broker.outboxProducer(topic));
    await(
        OutboxBatch.startAfter(database, topic, producer.getLastSequenceId())
            .recover(
                failure ->
                    Broker.vertx(producer.closeAsync())
                        .transform(closed -> Future.failedFuture(failure))));
    producers.put(topic, producer);
  }

  private void closeProducers() {
    producers.values().forEach(producer -> await(Broker.vertx(producer.closeAsync())));
    producers.clear();
  }

  private void purgeNowAndThen() {
    if (System.nanoTime() - purgedAt > BETWEEN_PURGES.toNanos()) {
      purgedAt = System.nanoTime();
      await(OutboxBatch.purge(database));
    }
  }
}
