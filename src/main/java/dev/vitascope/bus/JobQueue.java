package dev.vitascope.bus;

import static dev.vitascope.bus.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitascope.db.Sql;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Json;
import io.vertx.core.Future;
import java.util.Optional;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a worker gets its jobs. It subscribes only while it has a free slot, so that the broker
 * gives the messages of a busy one to those that are free; and it acknowledges as soon as the row
 * is claimed, for from then on the lease decides.
 */
record JobQueue(Broker broker, Sql sql, Tasks tasks, JobHandler handler, String node) {

  private static final Logger log = LoggerFactory.getLogger(JobQueue.class);

  /**
   * Waits for a job; on a virtual thread. Fails if the handler is no longer ready when one comes:
   * then the broker keeps its message for whoever asks next.
   */
  Lease next() {
    var consumer = await(broker.subscribe(handler.kind()));
    try {
      while (true) {
        var message = await(Broker.vertx(consumer.receiveAsync()));
        await(handler.ready());
        var claimed = claim(message);
        await(Broker.vertx(consumer.acknowledgeAsync(message)));
        if (claimed.isPresent()) {
          return claimed.get();
        }
      }
    } finally {
      close(consumer);
    }
  }

  private Optional<Lease> claim(Message<byte[]> message) {
    JobMessage job;
    try {
      job = Json.read(new String(message.getValue(), UTF_8), JobMessage.class);
    } catch (IllegalArgumentException e) {
      log.error(
          "{}: a message that is no job is dropped: {}", handler.kind(), message.getMessageId());
      return Optional.empty();
    }
    var trace = TraceParent.of(message.getProperty(TraceParent.NAME));
    return await(tasks.claim(sql, job.taskId(), node)).map(lease -> lease.within(trace));
  }

  private static void close(Consumer<byte[]> consumer) {
    Future<Void> closed = Broker.vertx(consumer.closeAsync());
    closed.onFailure(failure -> log.debug("a consumer did not close: {}", failure.toString()));
  }
}
