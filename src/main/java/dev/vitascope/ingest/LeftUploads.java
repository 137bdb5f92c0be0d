package dev.vitascope.ingest;

import dev.vitascope.bus.Outbox;
import dev.vitascope.db.Database;
import dev.vitascope.db.Sql;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoEvent.UploadFailed;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Uploads whose clients went away. */
record LeftUploads(Database database, Outbox outbox) {

  private static final String LEFT =
      "SELECT "
          + OpenUpload.COLUMNS
          + """
           FROM videos WHERE upload_status = 'pending'
            AND updated_at < now() - $1::FLOAT8 * INTERVAL '1 second'
          ORDER BY updated_at LIMIT $2
          """;

  private static final String FAIL =
      """
      UPDATE videos SET upload_status = 'failed', error_code = $2, error_message = $3, client = NULL,
        version = version + 1, updated_at = now()
      WHERE id = $1
      RETURNING version
      """;

  private static final String RECORD =
      """
      INSERT INTO retention_records (video_id, action, reason, objects, bytes)
      VALUES ($1, 'deleted', 'upload_abandoned', 1, $2)
      """;

  /**
   * Fails uploads that were silent for so long. They are locked from the look to the commit: a
   * client that comes back meanwhile waits and is told. Other nodes pass over them.
   *
   * @param free frees what an upload holds at the storage, and tells how many bytes these were; may
   *     be asked several times. An upload that cannot be freed, empty, waits for another time
   * @return how many were failed
   */
  Future<Integer> giveUp(Duration silent, int most, Function<Upload, Future<Optional<Long>>> free) {
    return database.transaction(
        transaction ->
            find(transaction, LEFT + " FOR UPDATE SKIP LOCKED", silent, most)
                .compose(left -> inTurn(transaction, left, free)));
  }

  /** Those that would be failed; locks nothing. */
  Future<List<OpenUpload>> find(Duration silent, int most) {
    return find(database, LEFT, silent, most);
  }

  private static Future<List<OpenUpload>> find(
      Sql sql, String statement, Duration silent, int most) {
    return sql.run(statement, silent.toMillis() / 1000.0, most)
        .map(rows -> rows.stream().map(OpenUpload::of).toList());
  }

  private Future<Integer> inTurn(
      Sql transaction, List<OpenUpload> left, Function<Upload, Future<Optional<Long>>> free) {
    var failed = Future.succeededFuture(0);
    for (var one : left) {
      failed =
          failed.compose(
              count ->
                  free.apply(one.upload())
                      .compose(
                          freed ->
                              freed.isPresent()
                                  ? fail(transaction, one.video(), freed.get()).map(count + 1)
                                  : Future.succeededFuture(count)));
    }
    return failed;
  }

  private Future<Void> fail(Sql transaction, VideoId video, long bytes) {
    var why = Failure.UPLOAD_EXPIRED;
    return transaction
        .run(RECORD, video.value(), bytes)
        .compose(recorded -> fail(transaction, video, why));
  }

  private Future<Void> fail(Sql transaction, VideoId video, Failure why) {
    return transaction
        .run(FAIL, video.value(), why.code(), why.sentence())
        .map(UploadRecords::version)
        .compose(
            version ->
                outbox.add(transaction, new UploadFailed(video, version.orElseThrow(), why)));
  }
}
