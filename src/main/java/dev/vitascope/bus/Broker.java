package dev.vitascope.bus;

import io.vertx.core.Future;
import java.net.URI;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.apache.pulsar.client.api.SubscriptionType;

/** Apache Pulsar. The client connects again by itself for as long as it is open. */
public final class Broker {

  private static final String OUTBOX = "vitascope-outbox";

  private final PulsarClient client;

  private Broker(PulsarClient client) {
    this.client = client;
  }

  /**
   * A client of the broker; nothing is connected yet.
   *
   * @throws IllegalArgumentException if the address is none
   */
  public static Broker open(BusSettings settings) {
    try {
      return new Broker(
          PulsarClient.builder()
              .serviceUrl(settings.pulsarUrl().toString())
              .operationTimeout(15, TimeUnit.SECONDS)
              .connectionTimeout(5, TimeUnit.SECONDS)
              .keepAliveInterval(10, TimeUnit.SECONDS)
              // By itself it would come back up to a minute after the broker has.
              .maxBackoffInterval(5, TimeUnit.SECONDS)
              .build());
    } catch (PulsarClientException e) {
      throw new IllegalArgumentException("not a broker's address: " + settings.pulsarUrl(), e);
    }
  }

  /**
   * Makes the queues and their subscriptions, so that nothing sent while no one listens is lost.
   */
  public Future<Void> prepare() {
    var subscribed =
        EnumSet.allOf(JobKind.class).stream()
            .map(kind -> subscribe(kind).compose(consumer -> vertx(consumer.closeAsync())))
            .toList();
    return Future.all(subscribed).mapEmpty();
  }

  /** Has repeated messages dropped by the broker, as far as it lets us. Blocks. */
  public void dropRepeats(URI admin) {
    new Deduplication(admin).enable();
  }

  /** One consumer at a time gets the messages of one video; no two get the same message. */
  Future<Consumer<byte[]>> subscribe(JobKind kind) {
    return vertx(
        client
            .newConsumer(Schema.BYTES)
            .topic(kind.queue().topicName())
            .subscriptionName(kind.subscription())
            .subscriptionType(SubscriptionType.Key_Shared)
            .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
            .receiverQueueSize(1)
            .subscribeAsync());
  }

  /** The one producer, by name, whose repeats the broker drops; refused while another is open. */
  Future<Producer<byte[]>> outboxProducer(String topic) {
    return vertx(
        client
            .newProducer(Schema.BYTES)
            .topic(topic)
            .producerName(OUTBOX)
            .sendTimeout(0, TimeUnit.SECONDS)
            .enableBatching(false)
            .createAsync());
  }

  /** A producer of facts: what cannot be sent soon is dropped, for the next fact replaces it. */
  Future<Producer<byte[]>> factProducer(Topic topic) {
    return vertx(
        client
            .newProducer(Schema.BYTES)
            .topic(topic.topicName())
            .sendTimeout(5, TimeUnit.SECONDS)
            .maxPendingMessages(1_000)
            .blockIfQueueFull(false)
            .createAsync());
  }

  /** Reads all that is sent from now on; leaves nothing behind at the broker. */
  Future<Reader<byte[]>> reader(Topic topic) {
    return vertx(
        client
            .newReader(Schema.BYTES)
            .topic(topic.topicName())
            .startMessageId(MessageId.latest)
            .createAsync());
  }

  /** Succeeds when the broker answers. */
  public Future<Void> check() {
    return vertx(client.getPartitionsForTopic(Topic.TRANSCODE_QUEUE.topicName(), false)).mapEmpty();
  }

  public Future<Void> close() {
    return vertx(client.closeAsync());
  }

  static <T> Future<T> vertx(CompletableFuture<T> future) {
    return Future.fromCompletionStage(future);
  }
}
