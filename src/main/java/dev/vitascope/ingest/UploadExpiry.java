package dev.vitascope.ingest;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.video.Failure;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up uploads that were left: their parts are freed and the video fails. The row is closed
 * first, so that a client who comes back meanwhile either completes it or is told.
 */
public record UploadExpiry(UploadRecords records, ObjectStore store, IngestSettings settings)
    implements Deployable {

  private static final Logger log = LoggerFactory.getLogger(UploadExpiry.class);
  private static final long EVERY_MINUTES = 5;

  @Override
  public Future<?> deploy(Context context) {
    context.owner().setPeriodic(TimeUnit.MINUTES.toMillis(EVERY_MINUTES), timer -> sweep());
    return Future.succeededFuture();
  }

  Future<Void> sweep() {
    return records
        .leftFor(settings.leftAfter())
        .compose(this::giveUp)
        .onFailure(failure -> log.warn("uploads left behind: {}", failure.toString()));
  }

  private Future<Void> giveUp(List<OpenUpload> left) {
    Future<Void> done = Future.succeededFuture();
    for (var upload : left) {
      done =
          done.compose(before -> records.failed(upload.video(), Failure.UPLOAD_EXPIRED))
              .compose(closed -> store.abortUpload(upload.upload()))
              .onSuccess(freed -> log.info("{}: upload given up", upload.video()));
    }
    return done;
  }
}
