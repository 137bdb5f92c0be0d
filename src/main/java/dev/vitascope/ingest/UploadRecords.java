package dev.vitascope.ingest;

import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Shares;
import dev.vitascope.video.VideoEvent.UploadCompleted;
import dev.vitascope.video.VideoEvent.UploadFailed;
import dev.vitascope.video.VideoEvent.UploadOpened;
import dev.vitascope.video.VideoEvent.UploadProgressed;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What the database knows of uploads. */
public final class UploadRecords {

  private static final String COLUMNS =
      "id, file_path, upload_id, upload_token, file_size, part_size, upload_status";

  private static final String OPEN =
      """
      INSERT INTO videos (id, file_id, filename, title, description, file_path, file_size,
        expected_sha256, keep_original, upload_id, upload_token, part_size, part_count)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """;

  private static final String FIND = "SELECT " + COLUMNS + " FROM videos WHERE id = $1";

  private static final String PROGRESS =
      """
      UPDATE videos SET percent = $2, version = version + 1, updated_at = now()
      WHERE id = $1 AND upload_status = 'pending' AND percent < $2
      RETURNING version
      """;

  private static final String COMPLETE =
      """
      UPDATE videos SET upload_status = 'transcoding', stage = 'queued', percent = $2,
        uploaded_at = now(), version = version + 1, updated_at = now()
      WHERE id = $1 AND upload_status = 'pending'
      RETURNING version
      """;

  private static final String TASK =
      "SELECT id FROM tasks WHERE video_id = $1 AND kind = 'transcode'";

  private static final String LEFT =
      "SELECT "
          + COLUMNS
          + """
           FROM videos WHERE upload_status = 'pending'
            AND updated_at < now() - $1::FLOAT8 * INTERVAL '1 second'
          ORDER BY updated_at LIMIT 50
          """;

  private static final String FAIL =
      """
      UPDATE videos SET upload_status = 'failed', error_code = $2, error_message = $3,
        version = version + 1, updated_at = now()
      WHERE id = $1 AND upload_status = 'pending'
      RETURNING version
      """;

  private final Database database;
  private final Tasks tasks;
  private final Outbox outbox;

  public UploadRecords(Database database, Tasks tasks, Outbox outbox) {
    this.database = database;
    this.tasks = tasks;
    this.outbox = outbox;
  }

  Future<Void> open(VideoId video, UUID file, NewVideo what, Upload upload, PartPlan plan) {
    return database.transaction(
        transaction ->
            transaction
                .run(
                    OPEN,
                    video.value(),
                    file,
                    what.filename(),
                    what.titleOrName(),
                    what.description().orElse(null),
                    upload.key().key(),
                    plan.size(),
                    what.sha256().orElse(null),
                    what.keepOriginal().orElse(false),
                    upload.uploadId(),
                    upload.token(),
                    plan.partSize(),
                    plan.count())
                .compose(inserted -> outbox.add(transaction, new UploadOpened(video, 1))));
  }

  /** The video's upload; fails with {@code VIDEO_NOT_FOUND}. */
  Future<OpenUpload> find(VideoId video) {
    return database
        .run(FIND, video.value())
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.failedFuture(new VideoException(Failure.VIDEO_NOT_FOUND))
                    : Future.succeededFuture(OpenUpload.of(rows.iterator().next())));
  }

  /** Notes how much has arrived, where it is more than was known. */
  Future<Void> progressed(VideoId video, double fraction) {
    return database.transaction(
        transaction ->
            transaction
                .run(PROGRESS, video.value(), Shares.between(0, Shares.UPLOADED, fraction))
                .compose(
                    changed ->
                        changed.size() == 0
                            ? Future.succeededFuture()
                            : outbox.add(
                                transaction, new UploadProgressed(video, version(changed)))));
  }

  /** Queues the video and returns its task; done before, it is the task from then. */
  Future<UUID> complete(VideoId video) {
    return database.transaction(
        transaction ->
            transaction
                .run(COMPLETE, video.value(), Shares.UPLOADED)
                .compose(
                    changed ->
                        changed.size() == 0
                            ? transaction.run(TASK, video.value()).compose(UploadRecords::theTask)
                            : outbox
                                .add(transaction, new UploadCompleted(video, version(changed)))
                                .compose(
                                    told -> tasks.enqueue(transaction, JobKind.TRANSCODE, video))));
  }

  /** The task of a completed upload; fails with {@code UPLOAD_CLOSED} if there is none. */
  Future<UUID> task(VideoId video) {
    return database.run(TASK, video.value()).compose(UploadRecords::theTask);
  }

  Future<List<OpenUpload>> leftFor(Duration silent) {
    return database
        .run(LEFT, silent.toMillis() / 1000.0)
        .map(rows -> rows.stream().map(OpenUpload::of).toList());
  }

  Future<Void> failed(VideoId video, Failure why) {
    return database.transaction(
        transaction ->
            transaction
                .run(FAIL, video.value(), why.code(), why.sentence())
                .compose(
                    changed ->
                        changed.size() == 0
                            ? Future.succeededFuture()
                            : outbox.add(
                                transaction, new UploadFailed(video, version(changed), why))));
  }

  private static long version(Iterable<Row> changed) {
    return changed.iterator().next().getLong("version");
  }

  private static Future<UUID> theTask(Iterable<Row> rows) {
    var row = rows.iterator();
    return row.hasNext()
        ? Future.succeededFuture(row.next().getUUID("id"))
        : Future.failedFuture(new VideoException(Failure.UPLOAD_CLOSED));
  }
}
