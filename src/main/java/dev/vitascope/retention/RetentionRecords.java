package dev.vitascope.retention;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the database knows of originals; read and written on a virtual thread. */
record RetentionRecords(Database database) {

  private static final int PAGE = 100;

  private static final String DUE =
      "SELECT "
          + Due.COLUMNS
          + """
           FROM videos
          WHERE original IN ('stored', 'leaving') AND NOT keep_original AND id > $1
            AND ((upload_status = 'completed'
                AND completed_at < now() - $2::FLOAT8 * INTERVAL '1 second')
              OR (upload_status = 'failed' AND uploaded_at IS NOT NULL
                AND updated_at < now() - $3::FLOAT8 * INTERVAL '1 second'))
          ORDER BY id LIMIT $4
          """;

  /** Among them originals that were on their way out when someone asked for them. */
  private static final String ASKED_FOR =
      "SELECT "
          + Due.COLUMNS
          + """
           FROM videos
          WHERE original IN ('leaving', 'archived') AND keep_original AND id > $1
          ORDER BY id LIMIT $2
          """;

  /** From here on the video is not tried again. */
  private static final String LEAVE =
      """
      UPDATE videos SET original = 'leaving'
      WHERE id = $1 AND original IN ('stored', 'leaving') AND NOT keep_original
        AND upload_status = $2
      RETURNING id
      """;

  private static final String SETTLE =
      """
      UPDATE videos SET original = $2, version = version + 1, updated_at = now()
      WHERE id = $1 RETURNING id
      """;

  private static final String RECORD =
      """
      INSERT INTO retention_records (video_id, action, reason, objects, bytes)
      VALUES ($1, $2, $3, $4, $5)
      """;

  /** Originals that have been kept for so long; a page of them, by id. */
  List<Due> due(RetentionSettings settings, UUID after) {
    return rows(DUE, after, seconds(settings.completed()), seconds(settings.failed()), PAGE);
  }

  /** Originals that are away and wanted. */
  List<Due> askedFor(UUID after) {
    return rows(ASKED_FOR, after, PAGE);
  }

  /** Notes that an original goes; false if it is to stay by now. */
  boolean leaves(Due due) {
    var status = due.reason() == Reason.FAILED_LONG_AGO ? "failed" : "completed";
    return await(database.run(LEAVE, due.video().value(), status)).size() > 0;
  }

  /** Records what was done; false if the video has been deleted meanwhile. */
  boolean settled(Decision done) {
    var video = done.videoId();
    return await(
        database.transaction(
            transaction ->
                transaction
                    .run(SETTLE, video.value(), state(done.action()))
                    .compose(
                        rows ->
                            transaction
                                .run(
                                    RECORD,
                                    video.value(),
                                    done.action().word(),
                                    done.reason().word(),
                                    done.objects(),
                                    done.bytes())
                                .map(recorded -> rows.size() > 0))));
  }

  private List<Due> rows(String statement, Object... arguments) {
    return await(database.run(statement, arguments)).stream().map(Due::of).toList();
  }

  private static String state(Action action) {
    return switch (action) {
      case ARCHIVED -> "archived";
      case DELETED -> "deleted";
      case BROUGHT_BACK -> "stored";
    };
  }

  private static Double seconds(Optional<Duration> period) {
    return period.map(kept -> kept.toMillis() / 1000.0).orElse(null);
  }

  static UUID first() {
    return new UUID(0, 0);
  }

  static UUID last(List<Due> page) {
    return page.getLast().video().value();
  }
}
