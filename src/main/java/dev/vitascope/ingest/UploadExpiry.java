package dev.vitascope.ingest;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Upload;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up uploads that were left: what they hold at the storage is freed and the video fails. Any
 * number of nodes may do so at once.
 */
public record UploadExpiry(UploadRecords records, ObjectStore store, IngestSettings settings)
    implements Deployable {

  private static final Logger log = LoggerFactory.getLogger(UploadExpiry.class);
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final int AT_ONCE = 20;

  @Override
  public Future<?> deploy(Context context) {
    context.runOnContext(start -> goRound(context));
    return Future.succeededFuture();
  }

  private void goRound(Context context) {
    sweep().onComplete(swept -> context.owner().setTimer(EVERY.toMillis(), t -> goRound(context)));
  }

  /** Gives up all that are due, some at a time. */
  Future<Void> sweep() {
    return records
        .left()
        .giveUp(settings.leftAfter(), AT_ONCE, this::free)
        .compose(failed -> failed == AT_ONCE ? sweep() : Future.<Void>succeededFuture())
        .onFailure(failure -> log.warn("uploads left behind: {}", failure.toString()));
  }

  /** An object is there too if the node that joined the parts went down before it said so. */
  private Future<Boolean> free(Upload upload) {
    var key = upload.key();
    return store
        .abortUpload(upload)
        .compose(aborted -> store.delete(key.bucket(), List.of(key.key())))
        .onSuccess(freed -> log.info("{}: upload given up", key.key()))
        .map(true)
        .otherwise(
            failure -> {
              log.warn("{}: upload not freed: {}", key.key(), failure.toString());
              return false;
            });
  }
}
