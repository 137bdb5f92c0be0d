package dev.vitascope.bus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the broker drop jobs that the outbox repeats (Pulsar admin API, "deduplicationEnabled" of a
 * topic). Where that fails a repeat does no harm: the claim in the database turns it away.
 */
record Deduplication(URI admin) {

  private static final Logger log = LoggerFactory.getLogger(Deduplication.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Blocks. */
  void enable() {
    try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (var kind : JobKind.values()) {
        enable(http, kind.queue());
      }
    } catch (IOException e) {
      log.warn("{}: repeats are not dropped by the broker: {}", admin, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void enable(HttpClient http, Topic topic) throws IOException, InterruptedException {
    var path =
        "/admin/v2/persistent/public/default/%s/deduplicationEnabled".formatted(topic.topicName());
    var request =
        HttpRequest.newBuilder(admin.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("true"));
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "%s: %d %s".formatted(topic.topicName(), answer.statusCode(), answer.body()));
    }
  }
}
