package dev.vitascope.bus;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much waits, and since when, and how much is at work, as the database has it: the same at
 * every node.
 */
final class QueueMeters {

  private static final String QUEUED =
      """
      SELECT kind, count(*) AS queued,
        coalesce(extract(EPOCH FROM now() - min(not_before)), 0)::FLOAT8 AS oldest
      FROM tasks WHERE state = 'queued' GROUP BY kind
      """;

  private static final String RUNNING =
      "SELECT kind, count(*) AS running FROM tasks WHERE state = 'running' GROUP BY kind";

  private static final String UNPUBLISHED =
      """
      SELECT count(*) AS messages,
        coalesce(extract(EPOCH FROM now() - min(not_before)), 0)::FLOAT8 AS oldest
      FROM outbox WHERE published_at IS NULL AND not_before <= now()
      """;

  private final Sql sql;
  private final Map<JobKind, AtomicLong> depths = new EnumMap<>(JobKind.class);
  private final Map<JobKind, AtomicLong> ages = new EnumMap<>(JobKind.class);
  private final Map<JobKind, AtomicLong> running = new EnumMap<>(JobKind.class);
  private final AtomicLong messages;
  private final AtomicLong lag;

  QueueMeters(Sql sql, MeterRegistry meters) {
    this.sql = sql;
    for (var kind : JobKind.values()) {
      var tags = List.of(Tag.of("kind", kind.word()));
      depths.put(kind, meters.gauge("vitascope.queue.depth", tags, new AtomicLong()));
      ages.put(kind, meters.gauge("vitascope.queue.oldest.seconds", tags, new AtomicLong()));
      running.put(kind, meters.gauge("vitascope.jobs.running", tags, new AtomicLong()));
    }
    this.messages = meters.gauge("vitascope.outbox.messages", new AtomicLong());
    this.lag = meters.gauge("vitascope.outbox.lag.seconds", new AtomicLong());
  }

  /** Asks anew; blocks. */
  void measure() {
    var queued = await(sql.run(QUEUED));
    depths.values().forEach(depth -> depth.set(0));
    ages.values().forEach(age -> age.set(0));
    for (var row : queued) {
      var kind = JobKind.of(row.getString("kind"));
      depths.get(kind).set(row.getLong("queued"));
      ages.get(kind).set(seconds(row.getDouble("oldest")));
    }
    running.values().forEach(jobs -> jobs.set(0));
    for (var row : await(sql.run(RUNNING))) {
      running.get(JobKind.of(row.getString("kind"))).set(row.getLong("running"));
    }
    var unpublished = await(sql.run(UNPUBLISHED)).iterator().next();
    messages.set(unpublished.getLong("messages"));
    lag.set(seconds(unpublished.getDouble("oldest")));
  }

  /** A task whose time is yet to come does not wait. */
  private static long seconds(double since) {
    return Math.max(0, Math.round(since));
  }
}
