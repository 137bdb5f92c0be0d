package dev.vitascope.media;

import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Lease;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.db.Sql;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoEvent;
import dev.vitascope.video.VideoEvent.BecamePlayable;
import dev.vitascope.video.VideoEvent.TranscodeCompleted;
import dev.vitascope.video.VideoEvent.TranscodeFailed;
import dev.vitascope.video.VideoEvent.TranscodePostponed;
import dev.vitascope.video.VideoEvent.TranscodeStarted;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.Visibility;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What a transcode writes to the database. Every statement is guarded by the lease: an attempt that
 * has lost it changes nothing and fails with {@code LEASE_LOST}.
 */
public final class TranscodeRecords {

  private static final String HELD =
      """
       AND EXISTS (SELECT 1 FROM tasks
        WHERE tasks.id = $2 AND tasks.attempt = $3 AND tasks.state = 'running')
      """;

  private static final String START =
      """
      UPDATE videos SET stage = 'fetching', percent = $4, eta_seconds = NULL, renditions = '[]',
        playable = false, published_prefix = NULL, thumbnails = 0, error_code = NULL,
        error_message = NULL,
        version = version + 1, updated_at = now()
      WHERE id = $1"""
          + HELD
          + "RETURNING version, filename, file_path, file_size, expected_sha256, visibility";

  private static final String PROBED =
      """
      UPDATE videos SET checksum = $4, probe = $5, version = version + 1, updated_at = now()
      WHERE id = $1"""
          + HELD
          + "RETURNING version";

  private static final String WARNED =
      "UPDATE videos SET probe = $4, version = version + 1 WHERE id = $1" + HELD + "RETURNING id";

  private static final String HEARTBEAT =
      """
      WITH held AS (
        UPDATE tasks SET lease_until = now() + $3::FLOAT8 * INTERVAL '1 second', updated_at = now()
        WHERE id = $1 AND attempt = $2 AND state = 'running'
        RETURNING video_id)
      UPDATE videos SET stage = $4, percent = greatest(percent, $5), eta_seconds = $6,
        renditions = $7, speed = $8, version = version + 1, updated_at = now()
      FROM held WHERE videos.id = held.video_id
      RETURNING version
      """;

  private static final String PLAYABLE =
      """
      UPDATE videos SET playable = true, published_prefix = $4,
        version = version + 1, updated_at = now()
      WHERE id = $1"""
          + HELD
          + "RETURNING version";

  private static final String COMPLETE =
      """
      UPDATE videos SET upload_status = 'completed', percent = 100,
        stage = CASE WHEN visibility = 'public' THEN 'pinning' ELSE 'done' END,
        eta_seconds = NULL, renditions = $4, playable = true, published_prefix = $5, timings = $6,
        thumbnails = $7, completed_at = now(), version = version + 1, updated_at = now()
      WHERE id = $1"""
          + HELD
          + "RETURNING version, visibility";

  private static final String POSTPONED =
      """
      UPDATE videos SET stage = 'queued', eta_seconds = NULL, playable = false,
        published_prefix = NULL, version = version + 1, updated_at = now()
      WHERE id = $1 RETURNING version
      """;

  private static final String FAILED =
      """
      UPDATE videos SET upload_status = 'failed', eta_seconds = NULL, playable = false,
        published_prefix = NULL, error_code = $2, error_message = $3,
        version = version + 1, updated_at = now()
      WHERE id = $1 RETURNING version
      """;

  private final Database database;
  private final Tasks tasks;
  private final Outbox outbox;

  public TranscodeRecords(Database database, Tasks tasks, Outbox outbox) {
    this.database = database;
    this.tasks = tasks;
    this.outbox = outbox;
  }

  /** Marks the attempt as begun; what the last one had made playable is no more. */
  Future<Original> start(Lease lease, double percent) {
    return database.transaction(
        transaction ->
            guarded(transaction, START, lease, percent)
                .compose(
                    row ->
                        outbox
                            .add(
                                transaction,
                                new TranscodeStarted(
                                    lease.videoId(), row.getLong("version"), lease.attempt()))
                            .map(Original.of(row))));
  }

  Future<Void> probed(Lease lease, String sha256, Probe probe) {
    return guarded(database, PROBED, lease, sha256, new JsonObject(Json.write(probe))).mapEmpty();
  }

  Future<Void> warned(Lease lease, Probe probe) {
    return guarded(database, WARNED, lease, new JsonObject(Json.write(probe))).mapEmpty();
  }

  /** Renews the lease and stores the progress in one statement; empty if the lease is lost. */
  Future<Optional<Long>> heartbeat(Lease lease, TranscodeProgress progress) {
    return database
        .run(
            HEARTBEAT,
            lease.taskId(),
            lease.attempt(),
            tasks.lease().toMillis() / 1000.0,
            progress.stage().word(),
            progress.percent(),
            progress.etaSeconds().isPresent() ? progress.etaSeconds().getAsLong() : null,
            new JsonArray(Json.write(progress.renditions())),
            progress.speed() > 0 ? progress.speed() : null)
        .map(rows -> rows.stream().map(row -> row.getLong("version")).findFirst());
  }

  Future<Boolean> renew(Lease lease) {
    return tasks.renew(database, lease);
  }

  Future<Void> playable(Lease lease, String prefix) {
    return database.transaction(
        transaction ->
            tell(
                transaction,
                guarded(transaction, PLAYABLE, lease, prefix),
                version -> new BecamePlayable(lease.videoId(), version, lease.attempt())));
  }

  /**
   * Points the video at what this attempt made, queues its pinning if it is public, and ends the
   * task: at once.
   */
  Future<Void> complete(
      Lease lease, Published published, TranscodeProgress last, Map<Stage, Duration> timings) {
    return database.transaction(
        transaction ->
            // The task first, then the video, as the heartbeat does: else the two lock each other.
            tasks
                .renew(transaction, lease)
                .compose(held -> written(transaction, lease, published, last, timings)));
  }

  private Future<Void> written(
      Sql transaction,
      Lease lease,
      Published published,
      TranscodeProgress last,
      Map<Stage, Duration> timings) {
    var completed =
        guarded(
            transaction,
            COMPLETE,
            lease,
            new JsonArray(Json.write(last.renditions())),
            published.prefix(),
            timings(timings),
            published.thumbnails());
    return tell(
            transaction,
            completed,
            version -> new TranscodeCompleted(lease.videoId(), version, lease.attempt()))
        .compose(told -> PublishedRows.replace(transaction, lease.videoId(), published))
        .compose(
            written ->
                isPublic(completed.result())
                    ? tasks.enqueue(transaction, JobKind.PIN, lease.videoId(), lease.trace())
                    : Future.succeededFuture())
        .compose(queued -> tasks.done(transaction, lease));
  }

  private static boolean isPublic(Row video) {
    return Visibility.of(video.getString("visibility")) == Visibility.PUBLIC;
  }

  Future<Void> postponed(Sql transaction, Lease lease, VideoException why, Duration wait) {
    return tell(
        transaction,
        transaction.run(POSTPONED, lease.videoId().value()).compose(TranscodeRecords::theOne),
        version ->
            new TranscodePostponed(
                lease.videoId(),
                version,
                lease.attempt(),
                why.failure(),
                Instant.now().plus(wait)));
  }

  Future<Void> failed(Sql transaction, Lease lease, VideoException why) {
    return tell(
        transaction,
        transaction
            .run(FAILED, lease.videoId().value(), why.failure().code(), why.getMessage())
            .compose(TranscodeRecords::theOne),
        version -> new TranscodeFailed(lease.videoId(), version, lease.attempt(), why.failure()));
  }

  private Future<Void> tell(Sql transaction, Future<Row> changed, LongFunction<VideoEvent> event) {
    return changed.compose(row -> outbox.add(transaction, event.apply(row.getLong("version"))));
  }

  private static Future<Row> guarded(Sql sql, String statement, Lease lease, Object... more) {
    var arguments = new Object[3 + more.length];
    arguments[0] = lease.videoId().value();
    arguments[1] = lease.taskId();
    arguments[2] = lease.attempt();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return sql.run(statement, arguments).compose(TranscodeRecords::theOne);
  }

  private static Future<Row> theOne(RowSet<Row> rows) {
    return rows.size() == 0
        ? Future.failedFuture(new VideoException(Failure.LEASE_LOST))
        : Future.succeededFuture(rows.iterator().next());
  }

  private static JsonObject timings(Map<Stage, Duration> timings) {
    var json = new JsonObject();
    timings.forEach((stage, took) -> json.put(stage.word(), took.toMillis() / 1000.0));
    return json;
  }
}
