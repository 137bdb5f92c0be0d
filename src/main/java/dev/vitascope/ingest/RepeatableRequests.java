package dev.vitascope.ingest;

import dev.vitascope.db.Database;
import dev.vitascope.db.Sql;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;

/** Which requests have been taken, and what came of them; remembered as long as their videos. */
record RepeatableRequests(Database database) {

  /** Whoever took it and said nothing for a minute has gone down. */
  private static final String TAKE =
      """
      INSERT INTO idempotency_keys (key, request_sha256) VALUES ($1, $2)
      ON CONFLICT (key) DO UPDATE SET taken_at = now()
        WHERE idempotency_keys.video_id IS NULL
          AND idempotency_keys.request_sha256 = excluded.request_sha256
          AND idempotency_keys.taken_at < now() - INTERVAL '1 minute'
      RETURNING key
      """;

  private static final String TAKEN =
      "SELECT request_sha256, video_id FROM idempotency_keys WHERE key = $1";

  private static final String ANSWERED =
      """
      UPDATE idempotency_keys SET video_id = $2 WHERE key = $1 AND video_id IS NULL RETURNING key
      """;

  private static final String FREE =
      "DELETE FROM idempotency_keys WHERE key = $1 AND video_id IS NULL";

  /**
   * Takes the request; empty if it is the caller's to answer, else the video that it made before.
   * Fails with {@code REQUEST_IN_PROGRESS} while somebody is at it, and with {@code
   * IDEMPOTENCY_KEY_REUSED} if the key came with another.
   */
  Future<Optional<VideoId>> take(RepeatableRequest request) {
    return database.transaction(
        transaction ->
            transaction
                .run(TAKE, request.key(), request.sha256())
                .compose(
                    taken ->
                        taken.size() > 0
                            ? Future.succeededFuture(Optional.empty())
                            : transaction
                                .run(TAKEN, request.key())
                                .map(rows -> Optional.of(made(rows.iterator().next(), request)))));
  }

  private static VideoId made(Row before, RepeatableRequest request) {
    if (!before.getString("request_sha256").equals(request.sha256())) {
      throw new VideoException(Failure.IDEMPOTENCY_KEY_REUSED);
    }
    UUID video = before.getUUID("video_id");
    if (video == null) {
      throw new VideoException(Failure.REQUEST_IN_PROGRESS);
    }
    return new VideoId(video);
  }

  /** Notes what came of it; fails with {@code REQUEST_IN_PROGRESS} if it is another's by now. */
  static Future<Void> answered(Sql transaction, RepeatableRequest request, VideoId video) {
    return transaction
        .run(ANSWERED, request.key(), video.value())
        .compose(
            rows ->
                rows.size() > 0
                    ? Future.succeededFuture()
                    : Future.failedFuture(new VideoException(Failure.REQUEST_IN_PROGRESS)));
  }

  /** Forgets a request of which nothing came. */
  Future<Void> free(RepeatableRequest request) {
    return database.run(FREE, request.key()).mapEmpty();
  }
}
