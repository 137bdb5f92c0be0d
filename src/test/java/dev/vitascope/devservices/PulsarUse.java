package dev.vitascope.devservices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SubscriptionType;

/** What a program does with the broker it is given. */
record PulsarUse(Map<String, String> settings) {

  private static final String TOPIC = "persistent://public/default/words";

  /** Subscribes, then sends: the word waits for the subscription. */
  void send(String word) throws PulsarClientException {
    try (var client = client()) {
      subscribe(client).close();
      try (var producer = client.newProducer().topic(TOPIC).create()) {
        producer.newMessage().key("k").value(word.getBytes(UTF_8)).send();
      }
    }
  }

  /** The next word, left unacknowledged. */
  String receive() throws PulsarClientException {
    try (var client = client();
        var consumer = subscribe(client)) {
      var message = consumer.receive(20, TimeUnit.SECONDS);
      return message == null ? "(nothing)" : new String(message.getValue(), UTF_8);
    }
  }

  private PulsarClient client() throws PulsarClientException {
    return PulsarClient.builder().serviceUrl(settings.get("VITASCOPE_PULSAR_URL")).build();
  }

  private static Consumer<byte[]> subscribe(PulsarClient client) throws PulsarClientException {
    return client
        .newConsumer()
        .topic(TOPIC)
        .subscriptionName("readers")
        .subscriptionType(SubscriptionType.Key_Shared)
        .subscribe();
  }
}
