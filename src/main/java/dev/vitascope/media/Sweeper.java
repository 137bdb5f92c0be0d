package dev.vitascope.media;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Loop;
import dev.vitascope.db.Sql;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.video.Visibility;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Removes what attempts have stored and nobody needs, once the video has come to its end: attempts
 * take back themselves what they can, but not when they crash, or the storage is away. Any number
 * of nodes may do so at once.
 */
public final class Sweeper extends Loop {

  private static final Duration EVERY = Duration.ofSeconds(10);

  /** After a minute, when a worker that had lost its lease has found out and stores no more. */
  private static final String DUE =
      """
      SELECT t.id, t.video_id::TEXT AS video, t.attempt,
        coalesce(v.published_prefix, '') AS published, v.visibility
      FROM tasks t JOIN videos v ON v.id = t.video_id
      WHERE t.kind = 'transcode' AND t.state IN ('done', 'failed') AND t.swept_attempt < t.attempt
        AND t.updated_at < now() - INTERVAL '1 minute'
      ORDER BY t.updated_at LIMIT 50
      """;

  /** Comes first, so that nothing goes without: what is then not removed is recorded again. */
  private static final String RECORD =
      """
      INSERT INTO retention_records (video_id, action, reason, objects, bytes)
      VALUES ($1, 'deleted', 'attempt_swept', $2, $3)
      """;

  private static final String SWEPT = "UPDATE tasks SET swept_attempt = $2 WHERE id = $1";

  private final Sql sql;
  private final ObjectStore store;

  public Sweeper(Sql sql, ObjectStore store) {
    super("sweeper");
    this.sql = sql;
    this.store = store;
  }

  @Override
  protected Duration round() {
    for (var task : await(sql.run(DUE))) {
      sweep(task);
    }
    return EVERY;
  }

  private void sweep(Row task) {
    Bucket.OF_MEDIA.forEach(bucket -> sweep(task, bucket));
    await(sql.run(SWEPT, task.getUUID("id"), task.getInteger("attempt")));
  }

  /**
   * Of these attempts only: another may begin meanwhile. In the bucket where the video's files are
   * not, all of them are strays: they are copies that were left when it became public.
   */
  private void sweep(Row task, Bucket bucket) {
    var video = UUID.fromString(task.getString("video"));
    int last = task.getInteger("attempt");
    var published = task.getString("published") + "/";
    boolean own = bucket == Bucket.of(Visibility.of(task.getString("visibility")));
    var strays = new TreeMap<>(await(store.sizes(bucket, video + "/")));
    strays
        .keySet()
        .removeIf(key -> (own && key.startsWith(published)) || AttemptPrefix.attempt(key) > last);
    if (!strays.isEmpty()) {
      long bytes = strays.values().stream().mapToLong(Long::longValue).sum();
      await(sql.run(RECORD, video, strays.size(), bytes));
      await(store.delete(bucket, List.copyOf(strays.keySet())));
    }
  }
}
