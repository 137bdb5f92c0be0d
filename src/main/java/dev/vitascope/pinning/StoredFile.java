package dev.vitascope.pinning;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A published file, read from storage. */
record StoredFile(ObjectStore store, ObjectKey key, String name) implements DirectoryFile {

  @Override
  public Future<Long> size() {
    return store
        .head(key)
        .compose(
            facts ->
                facts
                    .map(found -> Future.succeededFuture(found.size()))
                    .orElseGet(() -> Future.failedFuture(gone())));
  }

  @Override
  public Future<Buffer> read(long offset, int length) {
    return store.read(key, offset, length);
  }

  private VideoException gone() {
    return new VideoException(
        Failure.STORAGE_UNAVAILABLE, new IllegalStateException("listed but not there: " + key));
  }
}
