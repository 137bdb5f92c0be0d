package dev.vitascope.bus;

import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.VideoId;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/**
 * The right to work on a task, for a while and until renewed. The attempt is its fencing token:
 * what is written under an older attempt changes nothing.
 *
 * @param trace what the work is a part of, and what follows from it
 */
public record Lease(
    UUID taskId, VideoId videoId, JobKind kind, int attempt, int maxAttempts, TraceParent trace) {

  static final String COLUMNS = "id, video_id, kind, attempt, max_attempts, traceparent";

  static Lease of(Row row) {
    return new Lease(
        row.getUUID("id"),
        new VideoId(row.getUUID("video_id")),
        JobKind.of(row.getString("kind")),
        row.getInteger("attempt"),
        row.getInteger("max_attempts"),
        TraceParent.of(row.getString(TraceParent.NAME)));
  }

  /** The same, as a part of this; unless it is none. */
  Lease within(TraceParent nearer) {
    return nearer.isNone() ? this : new Lease(taskId, videoId, kind, attempt, maxAttempts, nearer);
  }

  boolean last() {
    return attempt >= maxAttempts;
  }
}
