package dev.vitascope.ingest;

import dev.vitascope.db.Database;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** How much one client may upload, on all nodes together. */
record ClientLimits(Database database, IngestSettings settings) {

  private static final String OPEN = "SELECT count(*) FROM videos WHERE client = $1";

  private static final String TODAY = "(now() AT TIME ZONE 'UTC')::DATE";

  private static final String TAKE =
      """
      INSERT INTO upload_usage (day, client, bytes)
      SELECT %s, $1::TEXT, $2::BIGINT WHERE $2::BIGINT <= $3::BIGINT
      ON CONFLICT (day, client) DO UPDATE SET bytes = upload_usage.bytes + excluded.bytes
      WHERE upload_usage.bytes + excluded.bytes <= $3::BIGINT
      """
          .formatted(TODAY);

  private static final String GIVE_BACK =
      "UPDATE upload_usage SET bytes = bytes - $2 WHERE day = %s AND client = $1".formatted(TODAY);

  private static final String FORGET = "DELETE FROM upload_usage WHERE day < %s".formatted(TODAY);

  /**
   * Counts a file that a client wants to upload.
   *
   * @return fails with {@code TOO_MANY_UPLOADS} or {@code UPLOAD_QUOTA_USED}
   */
  Future<Void> take(String client, long bytes) {
    return database
        .run(OPEN, client)
        .map(rows -> rows.iterator().next().getLong(0) < settings.openAtOnce())
        .compose(room -> room ? takeBytes(client, bytes) : refused(Failure.TOO_MANY_UPLOADS, 10));
  }

  private Future<Void> takeBytes(String client, long bytes) {
    if (settings.bytesPerDay().isEmpty()) {
      return Future.succeededFuture();
    }
    return database
        .run(TAKE, client, bytes, settings.bytesPerDay().get())
        .compose(
            taken ->
                taken.rowCount() == 1
                    ? Future.succeededFuture()
                    : refused(Failure.UPLOAD_QUOTA_USED, secondsToMidnight()));
  }

  /** For a file whose upload could not be opened after all. */
  Future<Void> giveBack(String client, long bytes) {
    return settings.bytesPerDay().isEmpty()
        ? Future.succeededFuture()
        : database.run(GIVE_BACK, client, bytes).mapEmpty();
  }

  /** Forgets who uploaded on other days. */
  Future<Void> forget() {
    return database.run(FORGET).mapEmpty();
  }

  private static Future<Void> refused(Failure why, long retryAfter) {
    return Future.failedFuture(new VideoException(why, Map.of("retry_after", retryAfter)));
  }

  private static long secondsToMidnight() {
    var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).atStartOfDay(ZoneOffset.UTC);
    return Duration.between(Instant.now(), tomorrow).toSeconds() + 1;
  }
}
