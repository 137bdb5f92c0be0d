package dev.vitascope.ingest;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** From parts at the storage to a queued video. */
record UploadCompletion(ObjectStore store, UploadRecords records) {

  Future<UUID> complete(OpenUpload open, TraceParent trace) {
    return store
        .listParts(open.upload())
        .compose(parts -> join(open, parts))
        .compose(joined -> records.complete(open.video(), trace))
        .recover(failure -> cleared(open, failure));
  }

  private Future<Void> join(OpenUpload open, List<Part> parts) {
    try {
      return store
          .completeUpload(open.upload(), open.requireWhole(parts), open.plan().size())
          .mapEmpty();
    } catch (VideoException incomplete) {
      return joinedBefore(open, incomplete);
    }
  }

  /** Parts are gone once they are joined: by another client, or before a crash of ours. */
  private Future<Void> joinedBefore(OpenUpload open, VideoException incomplete) {
    return store
        .head(open.upload().key())
        .compose(
            object ->
                object.filter(open::isMadeInto).isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(incomplete));
  }

  /** If the video was given up or deleted while the parts were joined, nobody wants the object. */
  private <T> Future<T> cleared(OpenUpload open, Throwable failure) {
    return switch (VideoException.of(failure).failure()) {
      case UPLOAD_EXPIRED, VIDEO_NOT_FOUND ->
          store
              .delete(open.upload().key().bucket(), List.of(open.upload().key().key()))
              .transform(deleted -> Future.failedFuture(failure));
      default -> Future.failedFuture(failure);
    };
  }
}
