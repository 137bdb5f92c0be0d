package dev.vitascope.bus;

import dev.vitascope.db.Sql;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The table of tasks: who may do what, decided by one conditional statement each. */
public final class Tasks {

  private static final String ENQUEUE =
      """
      INSERT INTO tasks (video_id, kind, max_attempts, traceparent) VALUES ($1, $2, $3, $4)
      ON CONFLICT (video_id, kind) DO UPDATE SET
        state = 'queued', max_attempts = tasks.attempt + excluded.max_attempts,
        traceparent = excluded.traceparent,
        failure = NULL, reason = NULL, not_before = now(), announced_at = now(), updated_at = now()
      RETURNING id
      """;

  private static final String FIND = "SELECT id FROM tasks WHERE video_id = $1 AND kind = $2";

  private static final String CLAIM =
      """
      UPDATE tasks SET state = 'running', attempt = attempt + 1, worker = $2,
        lease_until = now() + $3::FLOAT8 * INTERVAL '1 second', updated_at = now()
      WHERE id = $1 AND attempt < max_attempts
        AND ((state = 'queued' AND not_before <= now())
          OR (state = 'running' AND lease_until < now()))
      RETURNING\s"""
          + Lease.COLUMNS;

  private static final String RENEW =
      """
      UPDATE tasks SET lease_until = now() + $3::FLOAT8 * INTERVAL '1 second', updated_at = now()
      WHERE id = $1 AND attempt = $2 AND state = 'running'
      RETURNING id
      """;

  private static final String FINISH =
      """
      UPDATE tasks SET state = $3, failure = $4, reason = $5, lease_until = NULL, updated_at = now()
      WHERE id = $1 AND attempt = $2 AND state = 'running'
      RETURNING id
      """;

  private static final String POSTPONE =
      """
      UPDATE tasks SET state = 'queued', failure = $3, reason = $4, lease_until = NULL,
        not_before = now() + $5::FLOAT8 * INTERVAL '1 second', announced_at = now(),
        updated_at = now()
      WHERE id = $1 AND attempt = $2 AND state = 'running'
      RETURNING id
      """;

  private static final String HAND_BACK =
      """
      UPDATE tasks SET state = 'queued', max_attempts = max_attempts + 1, lease_until = NULL,
        not_before = now(), announced_at = now(), updated_at = now()
      WHERE id = $1 AND attempt = $2 AND state = 'running'
      RETURNING id
      """;

  private final Outbox outbox;
  private final Duration lease;

  public Tasks(Outbox outbox, Duration lease) {
    this.outbox = outbox;
    this.lease = lease;
  }

  /**
   * Queues a job for a video, or queues it anew, with its message; both with the transaction.
   *
   * @param trace of what it follows from
   */
  public Future<UUID> enqueue(Sql transaction, JobKind kind, VideoId video, TraceParent trace) {
    return transaction
        .run(ENQUEUE, video.value(), kind.word(), kind.maxAttempts(), trace.orNull())
        .map(rows -> rows.iterator().next().getUUID("id"))
        .compose(task -> announce(transaction, kind, task, video, Duration.ZERO, trace).map(task));
  }

  /** The task of this kind that a video has had queued. */
  public Future<UUID> find(Sql sql, JobKind kind, VideoId video) {
    return sql.run(FIND, video.value(), kind.word())
        .map(rows -> rows.iterator().next().getUUID("id"));
  }

  /** Takes the task, if it is there to be taken: not done, not another's, and its time has come. */
  Future<Optional<Lease>> claim(Sql sql, UUID task, String worker) {
    return sql.run(CLAIM, task, worker, seconds(lease))
        .map(rows -> rows.stream().map(Lease::of).findFirst());
  }

  /** Keeps the task; false if it is another's by now. */
  public Future<Boolean> renew(Sql sql, Lease held) {
    return sql.run(RENEW, held.taskId(), held.attempt(), seconds(lease))
        .map(rows -> rows.size() > 0);
  }

  /** How long a renewal lasts. */
  public Duration lease() {
    return lease;
  }

  /** Ends the task as done; fails with {@code LEASE_LOST} if it is another's by now. */
  public Future<Void> done(Sql transaction, Lease held) {
    return transaction
        .run(FINISH, held.taskId(), held.attempt(), "done", null, null)
        .compose(Tasks::stillHeld);
  }

  /** Ends the task as failed for good, with a dead letter. */
  Future<Void> failed(Sql transaction, Lease held, Failure failure, String reason) {
    var letter = new DeadLetter(held.taskId(), held.videoId(), held.attempt(), failure, reason);
    return transaction
        .run(FINISH, held.taskId(), held.attempt(), "failed", failure.code(), reason)
        .compose(Tasks::stillHeld)
        .compose(
            ended ->
                outbox.add(
                    transaction,
                    held.kind().deadLetters(),
                    held.videoId(),
                    letter,
                    Duration.ZERO,
                    held.trace()));
  }

  /** Queues the task again, to be announced after a wait. */
  Future<Void> postponed(
      Sql transaction, Lease held, Failure failure, String reason, Duration wait) {
    return transaction
        .run(POSTPONE, held.taskId(), held.attempt(), failure.code(), reason, seconds(wait))
        .compose(Tasks::stillHeld)
        .compose(ended -> announce(transaction, held, wait));
  }

  /** Gives the task back unharmed: the attempt does not count. */
  Future<Void> handedBack(Sql transaction, Lease held) {
    return transaction
        .run(HAND_BACK, held.taskId(), held.attempt())
        .compose(Tasks::stillHeld)
        .compose(ended -> announce(transaction, held, Duration.ZERO));
  }

  private Future<Void> announce(Sql transaction, Lease held, Duration delay) {
    return announce(transaction, held.kind(), held.taskId(), held.videoId(), delay, held.trace());
  }

  Future<Void> announce(
      Sql transaction, JobKind kind, UUID task, VideoId video, Duration delay, TraceParent trace) {
    return outbox.add(transaction, kind.queue(), video, new JobMessage(task, video), delay, trace);
  }

  private static Future<Void> stillHeld(RowSet<Row> changed) {
    return changed.size() > 0
        ? Future.succeededFuture()
        : Future.failedFuture(new VideoException(Failure.LEASE_LOST));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
