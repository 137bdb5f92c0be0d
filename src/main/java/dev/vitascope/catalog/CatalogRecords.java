package dev.vitascope.catalog;

import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.db.Sql;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Shares;
import dev.vitascope.video.VideoEvent.Deleted;
import dev.vitascope.video.VideoEvent.Edited;
import dev.vitascope.video.VideoEvent.Retried;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import dev.vitascope.video.Visibility;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;

/** What managing videos writes. All fail with {@code VIDEO_NOT_FOUND} where there is none. */
public final class CatalogRecords {

  /** A task that tries again, and where the video is with it. */
  record Requeued(UUID task, VideoStatus status) {}

  private static final String EDIT =
      """
      UPDATE videos SET title = coalesce($2, title),
        description = nullif(coalesce($3, description), ''),
        keep_original = coalesce($4, keep_original), version = version + 1, updated_at = now()
      WHERE id = $1 RETURNING version
      """;

  /** Once files have been made, they must be brought to where anyone may read them. */
  private static final String OPEN_UP =
      """
      UPDATE videos SET
        visibility = CASE WHEN upload_status = 'pending' THEN 'public' ELSE 'publishing' END,
        ipfs_status = CASE WHEN upload_status = 'pending' THEN 'queued' ELSE ipfs_status END
      WHERE id = $1 AND visibility = 'private'
      """;

  /** Before any file has been made. */
  private static final String CLOSE =
      """
      UPDATE videos SET visibility = 'private', ipfs_status = 'off'
      WHERE id = $1 AND (upload_status = 'pending' OR visibility = 'private')
      RETURNING id
      """;

  private static final String STANDING = "SELECT " + Retry.COLUMNS + " FROM videos WHERE id = $1";

  private static final String TRANSCODE_AGAIN =
      """
      UPDATE videos SET upload_status = 'transcoding', stage = 'queued', percent = $2,
        error_code = NULL, error_message = NULL, version = version + 1, updated_at = now()
      WHERE id = $1 RETURNING version
      """;

  private static final String PIN_AGAIN =
      """
      UPDATE videos SET stage = 'pinning', ipfs_status = 'queued', version = version + 1,
        updated_at = now()
      WHERE id = $1 RETURNING version
      """;

  private static final String DELETE =
      """
      DELETE FROM videos WHERE id = $1
      RETURNING file_path, upload_id, upload_token, ipfs_cid, version
      """;

  private static final String TO_REMOVE =
      """
      INSERT INTO removals (video_id, file_path, upload_id, upload_token, ipfs_cid)
      VALUES ($1, $2, $3, $4, $5)
      """;

  /** Whoever keeps them is told to let go with the next round. */
  private static final String LET_GO =
      "UPDATE remote_pins SET not_before = now() WHERE video_id = $1";

  private final Database database;
  private final Tasks tasks;
  private final Outbox outbox;

  public CatalogRecords(Database database, Tasks tasks, Outbox outbox) {
    this.database = database;
    this.tasks = tasks;
    this.outbox = outbox;
  }

  /** Fails with {@code ALREADY_PUBLIC} where what has been public is to be private. */
  Future<Void> edit(VideoId video, Edit edit) {
    return database.transaction(
        transaction ->
            transaction
                .run(
                    EDIT,
                    video.value(),
                    edit.title().orElse(null),
                    edit.description().orElse(null),
                    edit.keepOriginal().orElse(null))
                .map(CatalogRecords::theOne)
                .compose(
                    row ->
                        edit.visibility()
                            .map(wanted -> show(transaction, video, wanted))
                            .orElseGet(Future::succeededFuture)
                            .compose(
                                shown ->
                                    outbox.add(transaction, new Edited(video, version(row))))));
  }

  private static Future<Void> show(Sql transaction, VideoId video, Visibility wanted) {
    return wanted == Visibility.PRIVATE
        ? transaction
            .run(CLOSE, video.value())
            .compose(
                closed ->
                    closed.size() > 0
                        ? Future.succeededFuture()
                        : Future.failedFuture(new VideoException(Failure.ALREADY_PUBLIC)))
        : transaction.run(OPEN_UP, video.value()).mapEmpty();
  }

  /**
   * Queues what failed; what is queued or at work already is left at it.
   *
   * @param trace of the call that asks for it
   */
  Future<Requeued> retry(VideoId video, TraceParent trace) {
    return database.transaction(
        transaction ->
            transaction
                .run(STANDING, video.value())
                .map(rows -> Retry.of(theOne(rows)))
                .compose(
                    retry ->
                        (retry.underway()
                                ? tasks.find(transaction, retry.kind(), video)
                                : queue(transaction, video, retry.kind(), trace))
                            .map(task -> new Requeued(task, retry.status()))));
  }

  private Future<UUID> queue(Sql transaction, VideoId video, JobKind kind, TraceParent trace) {
    var again =
        switch (kind) {
          case TRANSCODE -> transaction.run(TRANSCODE_AGAIN, video.value(), Shares.UPLOADED);
          case PIN -> transaction.run(PIN_AGAIN, video.value());
        };
    return again
        .map(CatalogRecords::theOne)
        .compose(row -> outbox.add(transaction, new Retried(video, version(row))))
        .compose(told -> tasks.enqueue(transaction, kind, video, trace));
  }

  /**
   * Takes the video away at once, and notes what is to be removed. A job at work on it loses its
   * lease with the row, and stops with its next heartbeat.
   */
  Future<Void> delete(VideoId video) {
    return database.transaction(
        transaction ->
            transaction
                .run(DELETE, video.value())
                .map(CatalogRecords::theOne)
                .compose(
                    row ->
                        transaction
                            .run(
                                TO_REMOVE,
                                video.value(),
                                row.getString("file_path"),
                                row.getString("upload_id"),
                                row.getString("upload_token"),
                                row.getString("ipfs_cid"))
                            .compose(noted -> transaction.run(LET_GO, video.value()))
                            .compose(
                                noted ->
                                    outbox.add(
                                        transaction, new Deleted(video, version(row) + 1)))));
  }

  private static long version(Row row) {
    return row.getLong("version");
  }

  private static Row theOne(RowSet<Row> rows) {
    return rows.stream().findFirst().orElseThrow(() -> new VideoException(Failure.VIDEO_NOT_FOUND));
  }
}
