package dev.vitascope.pinning;

import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Lease;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.db.Sql;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoEvent;
import dev.vitascope.video.VideoEvent.PinFailed;
import dev.vitascope.video.VideoEvent.PinPostponed;
import dev.vitascope.video.VideoEvent.PinStarted;
import dev.vitascope.video.VideoEvent.Pinned;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * What pinning reads and writes in the database. An attempt that has lost its lease changes nothing
 * and fails with {@code LEASE_LOST}.
 */
public final class PinRecords {

  private static final String START =
      """
      UPDATE videos SET ipfs_status = 'pinning', ipfs_sent = 0,
        ipfs_total = (SELECT sum(size) FROM transcodes WHERE video_id = $1)::BIGINT,
        version = version + 1, updated_at = now()
      WHERE id = $1 AND upload_status = 'completed' AND published_prefix IS NOT NULL
        AND visibility = 'public'
      RETURNING version, published_prefix
      """;

  private static final String HEARTBEAT =
      """
      WITH held AS (
        UPDATE tasks SET lease_until = now() + $3::FLOAT8 * INTERVAL '1 second', updated_at = now()
        WHERE id = $1 AND attempt = $2 AND state = 'running'
        RETURNING video_id)
      UPDATE videos SET ipfs_sent = $4, version = version + 1, updated_at = now()
      FROM held WHERE videos.id = held.video_id
      RETURNING version
      """;

  private static final String KEYS =
      """
      SELECT file_path FROM transcodes WHERE video_id = $1 AND file_path IS NOT NULL
      UNION SELECT s.file_path FROM transcode_segments s JOIN transcodes t ON t.id = s.transcode_id
      WHERE t.video_id = $1 AND s.file_path IS NOT NULL
      """;

  private static final String PINNED =
      """
      UPDATE videos SET ipfs_cid = $3, ipfs_status = 'pinned', stage = 'done',
        timings = timings || jsonb_build_object('pinning', $4::FLOAT8),
        version = version + 1, updated_at = now()
      WHERE id = $1 AND upload_status = 'completed' AND published_prefix = $2
      RETURNING version
      """;

  private static final String TRANSCODE_CIDS =
      """
      UPDATE transcodes SET file_cid = added.cid
      FROM unnest($2::TEXT[], $3::TEXT[]) AS added (path, cid)
      WHERE transcodes.video_id = $1 AND transcodes.file_path = added.path
      """;

  private static final String SEGMENT_CIDS =
      """
      UPDATE transcode_segments SET file_cid = added.cid
      FROM unnest($2::TEXT[], $3::TEXT[]) AS added (path, cid)
      WHERE transcode_segments.file_path = added.path
        AND transcode_segments.transcode_id IN (SELECT id FROM transcodes WHERE video_id = $1)
      """;

  private static final String POSTPONED =
      """
      UPDATE videos SET ipfs_status = 'queued', version = version + 1, updated_at = now()
      WHERE id = $1 RETURNING version
      """;

  /** The video itself is done all the same. */
  private static final String FAILED =
      """
      UPDATE videos SET ipfs_status = 'failed',
        stage = CASE WHEN stage = 'pinning' THEN 'done' ELSE stage END,
        version = version + 1, updated_at = now()
      WHERE id = $1 RETURNING version
      """;

  private final Database database;
  private final Tasks tasks;
  private final Outbox outbox;
  private final AfterPinning afterwards;

  /**
   * The records of one deployment.
   *
   * @param settings who else is to keep copies, and whether they are to be proven
   */
  public PinRecords(Database database, Tasks tasks, Outbox outbox, PinningSettings settings) {
    this.afterwards = new AfterPinning(settings);
    this.database = database;
    this.tasks = tasks;
    this.outbox = outbox;
  }

  /**
   * Marks the attempt as begun and tells where the published files lie. Empty, and the task ended,
   * if nothing is published (any more): what publishes it again queues it again.
   */
  Future<Optional<String>> start(Lease lease) {
    return database.transaction(
        transaction ->
            held(transaction, lease)
                .compose(held -> transaction.run(START, lease.videoId().value()))
                .compose(
                    rows ->
                        rows.size() == 0
                            ? tasks.done(transaction, lease).map(Optional.empty())
                            : started(transaction, lease, rows.iterator().next())));
  }

  /** The keys of the files that the video's rows name. */
  Future<Set<String>> keys(Lease lease) {
    return database
        .run(KEYS, lease.videoId().value())
        .map(rows -> rows.stream().map(row -> row.getString(0)).collect(Collectors.toSet()));
  }

  /**
   * Records every identifier and ends the task. If the video has been published anew meanwhile, it
   * is queued again instead.
   */
  Future<Void> pinned(Lease lease, PublishedFiles published, AddedDirectory added, Duration took) {
    var video = lease.videoId();
    var root = added.root();
    double seconds = took.toMillis() / 1000.0;
    return database.transaction(
        transaction ->
            tasks
                .done(transaction, lease)
                .compose(
                    ended ->
                        transaction.run(
                            PINNED, video.value(), published.prefix(), root.value(), seconds))
                .compose(
                    rows ->
                        rows.size() == 0
                            ? tasks
                                .enqueue(transaction, JobKind.PIN, video, lease.trace())
                                .mapEmpty()
                            : recordFiles(transaction, lease, published, added)
                                .compose(recorded -> afterwards.note(transaction, video, root))
                                .compose(
                                    recorded ->
                                        tell(
                                            transaction,
                                            rows,
                                            version -> new Pinned(video, version, root)))));
  }

  /** Renews the lease and stores the progress in one statement; empty if the lease is lost. */
  Future<Optional<Long>> heartbeat(Lease lease, long sent) {
    return database
        .run(HEARTBEAT, lease.taskId(), lease.attempt(), tasks.lease().toMillis() / 1000.0, sent)
        .map(rows -> rows.stream().map(row -> row.getLong("version")).findFirst());
  }

  Future<Boolean> renew(Lease lease) {
    return tasks.renew(database, lease);
  }

  Future<Void> postponed(Sql transaction, Lease lease, VideoException why) {
    return transaction
        .run(POSTPONED, lease.videoId().value())
        .compose(
            rows ->
                tell(
                    transaction,
                    rows,
                    version ->
                        new PinPostponed(
                            lease.videoId(), version, lease.attempt(), why.failure())));
  }

  Future<Void> failed(Sql transaction, Lease lease, VideoException why) {
    return transaction
        .run(FAILED, lease.videoId().value())
        .compose(
            rows ->
                tell(
                    transaction,
                    rows,
                    version ->
                        new PinFailed(lease.videoId(), version, lease.attempt(), why.failure())));
  }

  private Future<Optional<String>> started(Sql transaction, Lease lease, Row video) {
    var event = new PinStarted(lease.videoId(), video.getLong("version"), lease.attempt());
    return outbox
        .add(transaction, event)
        .map(added -> Optional.of(video.getString("published_prefix")));
  }

  private Future<Void> held(Sql transaction, Lease lease) {
    return tasks
        .renew(transaction, lease)
        .compose(
            held ->
                held
                    ? Future.succeededFuture()
                    : Future.failedFuture(new VideoException(Failure.LEASE_LOST)));
  }

  private static Future<RowSet<Row>> recordFiles(
      Sql transaction, Lease lease, PublishedFiles published, AddedDirectory added) {
    var cids = published.byKey(added.files());
    var paths = cids.keySet().toArray(String[]::new);
    var values = cids.values().stream().map(Object::toString).toArray(String[]::new);
    var video = lease.videoId().value();
    return transaction
        .run(TRANSCODE_CIDS, video, paths, values)
        .compose(recorded -> transaction.run(SEGMENT_CIDS, video, paths, values));
  }

  /** Nothing to tell where the video is gone. */
  private Future<Void> tell(Sql transaction, RowSet<Row> changed, LongFunction<VideoEvent> event) {
    return changed.size() == 0
        ? Future.succeededFuture()
        : outbox.add(transaction, event.apply(changed.iterator().next().getLong("version")));
  }
}
