package dev.vitascope.bus;

import dev.vitascope.video.VideoId;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/**
 * The right to work on a task, for a while and until renewed. The attempt is its fencing token:
 * what is written under an older attempt changes nothing.
 */
public record Lease(UUID taskId, VideoId videoId, JobKind kind, int attempt, int maxAttempts) {

  static final String COLUMNS = "id, video_id, kind, attempt, max_attempts";

  static Lease of(Row row) {
    return new Lease(
        row.getUUID("id"),
        new VideoId(row.getUUID("video_id")),
        JobKind.of(row.getString("kind")),
        row.getInteger("attempt"),
        row.getInteger("max_attempts"));
  }

  boolean last() {
    return attempt >= maxAttempts;
  }
}
