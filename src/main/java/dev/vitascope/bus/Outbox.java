package dev.vitascope.bus;

import dev.vitascope.db.Sql;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoEvent;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.time.Duration;

/** Messages that leave if, and only if, the transaction they are written in commits. */
public final class Outbox {

  private static final String INSERT =
      """
      INSERT INTO outbox (topic, key, body, not_before, traceparent)
      VALUES ($1, $2, $3, now() + $4::FLOAT8 * INTERVAL '1 second', $5)
      """;

  public Future<Void> add(Sql transaction, VideoEvent event) {
    return add(
        transaction, Topic.STATUS_UPDATES, event.videoId(), event, Duration.ZERO, TraceParent.NONE);
  }

  Future<Void> add(
      Sql transaction, Topic topic, VideoId key, Object body, Duration delay, TraceParent trace) {
    return transaction
        .run(
            INSERT,
            topic.topicName(),
            key.toString(),
            Json.write(body),
            delay.toMillis() / 1000.0,
            trace.orNull())
        .mapEmpty();
  }
}
