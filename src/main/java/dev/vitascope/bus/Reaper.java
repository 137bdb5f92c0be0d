package dev.vitascope.bus;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Database;
import dev.vitascope.db.Sql;
import dev.vitascope.tracing.LogFields;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after tasks that nobody does: a lease that ran out puts the task back (or ends it, where it
 * was the last attempt), and one that waits for long though its time has come is announced again,
 * in case the broker lost its message. Any number of nodes may do so at once.
 */
public final class Reaper extends Loop {

  private static final Logger log = LoggerFactory.getLogger(Reaper.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private static final String EXPIRED =
      "SELECT "
          + Lease.COLUMNS
          + """
           FROM tasks WHERE state = 'running' AND lease_until < now()
          ORDER BY lease_until LIMIT 20
          """;

  private static final String UNHEARD =
      """
      UPDATE tasks SET announced_at = now()
      WHERE id IN (
        SELECT id FROM tasks
        WHERE state = 'queued' AND not_before < now() - INTERVAL '10 minutes'
          AND announced_at < now() - INTERVAL '10 minutes'
        ORDER BY announced_at LIMIT 100)
      RETURNING id, video_id, kind, traceparent
      """;

  private final Database database;
  private final Tasks tasks;
  private final Settlement settlement;
  private final Map<JobKind, JobHandler> handlers = new EnumMap<>(JobKind.class);
  private final QueueMeters queues;
  private final MeterRegistry meters;

  public Reaper(
      Database database,
      Tasks tasks,
      BusSettings settings,
      List<JobHandler> handlers,
      MeterRegistry meters) {
    super("reaper");
    this.database = database;
    this.tasks = tasks;
    this.settlement = JobLoop.settlement(database, tasks, settings);
    handlers.forEach(handler -> this.handlers.put(handler.kind(), handler));
    this.queues = new QueueMeters(database, meters);
    this.meters = meters;
  }

  @Override
  protected Duration round() {
    for (var row : await(database.run(EXPIRED))) {
      var lease = Lease.of(row);
      LogFields.about(lease.videoId(), lease.trace(), () -> putBack(lease));
    }
    await(database.transaction(this::announceUnheard));
    queues.measure();
    return EVERY;
  }

  /** Two that do so at once do no harm: the second finds the attempt settled. */
  private void putBack(Lease lease) {
    var handler = handlers.get(lease.kind());
    if (handler == null) {
      return;
    }
    var why =
        new VideoException(
            Failure.LEASE_LOST, "The worker fell silent while it worked on this video.");
    log.warn("{} {}: attempt {} fell silent", lease.kind(), lease.videoId(), lease.attempt());
    meters.counter("vitascope.leases.lost", "kind", lease.kind().word()).increment();
    try {
      await(settlement.settle(handler, lease, why));
    } catch (VideoException e) {
      log.debug("settled by another: {}", e.getMessage());
    } catch (RuntimeException e) {
      // The others must not wait for one that cannot be settled.
      log.warn("{} {} cannot be put back", lease.kind(), lease.videoId(), e);
    }
  }

  private Future<Void> announceUnheard(Sql transaction) {
    return transaction
        .run(UNHEARD)
        .compose(
            rows ->
                Future.all(rows.stream().map(row -> announce(transaction, row)).toList())
                    .mapEmpty());
  }

  private Future<Void> announce(Sql transaction, Row row) {
    return tasks.announce(
        transaction,
        JobKind.of(row.getString("kind")),
        row.getUUID("id"),
        new VideoId(row.getUUID("video_id")),
        Duration.ZERO,
        TraceParent.of(row.getString(TraceParent.NAME)));
  }
}
