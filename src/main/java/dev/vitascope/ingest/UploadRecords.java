package dev.vitascope.ingest;

import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.db.Sql;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Shares;
import dev.vitascope.video.VideoEvent.UploadCompleted;
import dev.vitascope.video.VideoEvent.UploadOpened;
import dev.vitascope.video.VideoEvent.UploadProgressed;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.Visibility;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;
import java.util.UUID;

/** What the database knows of uploads. */
public final class UploadRecords {

  /** A file to come. */
  record Opening(
      VideoId video,
      UUID file,
      String client,
      NewVideo what,
      Upload upload,
      PartPlan plan,
      Optional<RepeatableRequest> request) {}

  private static final String OPEN =
      """
      INSERT INTO videos (id, file_id, filename, title, description, file_path, file_size,
        expected_sha256, keep_original, upload_id, upload_token, part_size, part_count, client,
        visibility, ipfs_status)
      VALUES ($1, $2, $3, $4, $5, $6, $7, lower($8), $9, $10, $11, $12, $13, $14, $15,
        CASE WHEN $15 = 'public' THEN 'queued' ELSE 'off' END)
      RETURNING version
      """;

  private static final String FIND = "SELECT " + OpenUpload.COLUMNS + " FROM videos WHERE id = $1";

  private static final String PROGRESS =
      """
      UPDATE videos SET percent = greatest(percent, $2), version = version + 1, updated_at = now()
      WHERE id = $1 AND upload_status = 'pending' AND (percent < $2 OR $3)
        AND updated_at < now() - INTERVAL '1 second'
      RETURNING version
      """;

  private static final String COMPLETE =
      """
      UPDATE videos SET upload_status = 'transcoding', stage = 'queued', percent = $2,
        client = NULL, uploaded_at = now(), version = version + 1, updated_at = now()
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

  Future<Void> open(Opening opening) {
    var video = opening.video();
    return database.transaction(
        transaction ->
            insert(transaction, opening)
                .compose(version -> outbox.add(transaction, new UploadOpened(video, version)))
                .compose(
                    told ->
                        opening
                            .request()
                            .map(asked -> RepeatableRequests.answered(transaction, asked, video))
                            .orElseGet(Future::succeededFuture)));
  }

  private static Future<Long> insert(Sql transaction, Opening opening) {
    var what = opening.what();
    var upload = opening.upload();
    var plan = opening.plan();
    return transaction
        .run(
            OPEN,
            opening.video().value(),
            opening.file(),
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
            plan.count(),
            opening.client(),
            what.visibility().orElse(Visibility.PUBLIC).word())
        .map(rows -> version(rows).orElseThrow());
  }

  Future<Optional<OpenUpload>> find(VideoId video) {
    return find(database, video);
  }

  private static Future<Optional<OpenUpload>> find(Sql sql, VideoId video) {
    return sql.run(FIND, video.value()).map(rows -> rows.stream().findFirst().map(OpenUpload::of));
  }

  /**
   * Notes how much has arrived, once a second at most.
   *
   * @param alive whether the client has just shown that it goes on: then the note is made though
   *     nothing is new, so that the upload is not taken for left
   */
  Future<Void> progressed(VideoId video, double fraction, boolean alive) {
    var percent = Shares.between(0, Shares.UPLOADED, fraction);
    return database.transaction(
        transaction ->
            transaction
                .run(PROGRESS, video.value(), percent, alive)
                .map(UploadRecords::version)
                .compose(
                    version ->
                        version.isEmpty()
                            ? Future.succeededFuture()
                            : outbox.add(transaction, new UploadProgressed(video, version.get()))));
  }

  /**
   * Queues the video and returns its task; done before, it is the task from then. Fails with {@code
   * UPLOAD_EXPIRED} or {@code VIDEO_NOT_FOUND} where somebody was quicker.
   *
   * @param trace of the call that asks for it
   */
  Future<UUID> complete(VideoId video, TraceParent trace) {
    return database.transaction(
        transaction ->
            transaction
                .run(COMPLETE, video.value(), Shares.UPLOADED)
                .map(UploadRecords::version)
                .compose(
                    version ->
                        version.isEmpty()
                            ? completedBefore(transaction, video)
                            : outbox
                                .add(transaction, new UploadCompleted(video, version.get()))
                                .compose(
                                    told ->
                                        tasks.enqueue(
                                            transaction, JobKind.TRANSCODE, video, trace))));
  }

  private Future<UUID> completedBefore(Sql transaction, VideoId video) {
    return find(transaction, video)
        .compose(
            found ->
                switch (found.map(OpenUpload::state).orElse(null)) {
                  case COMPLETED -> tasks.find(transaction, JobKind.TRANSCODE, video);
                  case OPEN, GIVEN_UP ->
                      Future.failedFuture(new VideoException(Failure.UPLOAD_EXPIRED));
                  case null -> Future.failedFuture(new VideoException(Failure.VIDEO_NOT_FOUND));
                });
  }

  /** The task of a completed upload. */
  Future<UUID> task(VideoId video) {
    return tasks.find(database, JobKind.TRANSCODE, video);
  }

  RepeatableRequests requests() {
    return new RepeatableRequests(database);
  }

  ClientLimits limits(IngestSettings settings) {
    return new ClientLimits(database, settings);
  }

  static Optional<Long> version(RowSet<Row> changed) {
    return changed.stream().findFirst().map(row -> row.getLong("version"));
  }
}
