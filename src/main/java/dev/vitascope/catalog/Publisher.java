package dev.vitascope.catalog;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Loop;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.SingleHolder;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.db.Sql;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.tracing.LogFields;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.VideoEvent.Edited;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes private videos public that are to be: copies their files to where anyone may read them,
 * says so in the row, and has them pinned. One node at a time does. What is then left in private is
 * removed as what attempts leave is.
 */
public final class Publisher extends Loop {

  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** Two that copy the same do no harm. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** One that is still being made, or has failed, has its turn when it is completed. */
  private static final String DUE =
      """
      SELECT id, published_prefix FROM videos
      WHERE visibility = 'publishing' AND upload_status = 'completed' ORDER BY id LIMIT 20
      """;

  private static final String PUBLISHED =
      """
      UPDATE videos SET visibility = 'public', ipfs_status = 'queued', stage = 'pinning',
        version = version + 1, updated_at = now()
      WHERE id = $1 AND visibility = 'publishing' AND published_prefix = $2
      RETURNING version
      """;

  private static final String TO_SWEEP =
      """
      UPDATE tasks SET swept_attempt = 0, updated_at = now()
      WHERE video_id = $1 AND kind = 'transcode'
      """;

  private final Database database;
  private final ObjectStore store;
  private final Tasks tasks;
  private final Outbox outbox;
  private final SingleHolder holder;

  public Publisher(Database database, ObjectStore store, Tasks tasks, Outbox outbox, String node) {
    super("publisher");
    this.database = database;
    this.store = store;
    this.tasks = tasks;
    this.outbox = outbox;
    this.holder = new SingleHolder(database, "publisher", node, LEASE);
  }

  @Override
  public Future<?> undeploy(Context context) {
    return super.undeploy(context).eventually(holder::release);
  }

  @Override
  protected Duration round() {
    for (var row : await(database.run(DUE))) {
      if (await(holder.hold())) {
        LogFields.about(new VideoId(row.getUUID("id")), () -> tryToPublish(row));
      }
    }
    return EVERY;
  }

  private void tryToPublish(Row row) {
    var video = new VideoId(row.getUUID("id"));
    try {
      publish(video, row.getString("published_prefix"));
    } catch (VideoException e) {
      log.warn("{} cannot be made public just now: {}", video, e.getMessage(), e);
    }
  }

  private void publish(VideoId video, String prefix) {
    for (var key : await(store.list(Bucket.PRIVATE_MEDIA, prefix + "/"))) {
      await(store.publish(key));
    }
    await(database.transaction(transaction -> published(transaction, video, prefix)));
    log.info("{} is public", video);
  }

  private Future<Void> published(Sql transaction, VideoId video, String prefix) {
    return transaction
        .run(PUBLISHED, video.value(), prefix)
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture()
                    : outbox
                        .add(
                            transaction,
                            new Edited(video, rows.iterator().next().getLong("version")))
                        .compose(told -> transaction.run(TO_SWEEP, video.value()))
                        .compose(
                            swept ->
                                tasks.enqueue(transaction, JobKind.PIN, video, TraceParent.NONE))
                        .mapEmpty());
  }
}
