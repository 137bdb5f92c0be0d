package dev.vitascope.ingest;

import dev.vitascope.bus.Outbox;
import dev.vitascope.db.Database;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectFacts;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.video.VideoId;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up uploads that were left: what they hold at the storage is freed and the video fails. Any
 * number of nodes may do so at once.
 */
public record UploadExpiry(
    Database database, Outbox outbox, ObjectStore store, IngestSettings settings)
    implements Deployable {

  private static final Logger log = LoggerFactory.getLogger(UploadExpiry.class);
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final int AT_ONCE = 20;
  private static final int MOST_TOLD = 1_000;

  /**
   * An upload whose client went away.
   *
   * @param bytes that it holds at the storage
   */
  public record Left(VideoId videoId, long bytes) {

    @Override
    public String toString() {
      return "%s deleted: upload_abandoned, %d bytes".formatted(videoId, bytes);
    }
  }

  @Override
  public Future<?> deploy(Context context) {
    context.runOnContext(start -> goRound(context));
    return Future.succeededFuture();
  }

  private void goRound(Context context) {
    new ClientLimits(database, settings)
        .forget()
        .onFailure(failure -> log.warn("usage of other days stays: {}", failure.toString()));
    sweep().onComplete(swept -> context.owner().setTimer(EVERY.toMillis(), t -> goRound(context)));
  }

  /** What would be given up now, the oldest first. */
  public Future<List<Left>> due() {
    return uploads()
        .find(settings.leftAfter(), MOST_TOLD)
        .compose(
            left ->
                Future.all(left.stream().map(this::left).toList())
                    .map(CompositeFuture::<Left>list));
  }

  private LeftUploads uploads() {
    return new LeftUploads(database, outbox);
  }

  private Future<Left> left(OpenUpload upload) {
    return bytes(upload.upload()).map(bytes -> new Left(upload.video(), bytes));
  }

  /** Gives up all that are due, some at a time. */
  public Future<Void> sweep() {
    return uploads()
        .giveUp(settings.leftAfter(), AT_ONCE, this::free)
        .compose(failed -> failed == AT_ONCE ? sweep() : Future.<Void>succeededFuture())
        .onFailure(failure -> log.warn("uploads left behind: {}", failure.toString()));
  }

  /** An object is there too if the node that joined the parts went down before it said so. */
  private Future<Optional<Long>> free(Upload upload) {
    var key = upload.key();
    return bytes(upload)
        .compose(
            bytes ->
                store
                    .abortUpload(upload)
                    .compose(aborted -> store.delete(key.bucket(), List.of(key.key())))
                    .map(Optional.of(bytes)))
        .onSuccess(freed -> log.info("{}: upload given up", key.key()))
        .otherwise(
            failure -> {
              log.warn("{}: upload not freed: {}", key.key(), failure.toString());
              return Optional.empty();
            });
  }

  /** What it holds, in parts or as an object; nothing of what cannot be told. */
  private Future<Long> bytes(Upload upload) {
    var parts =
        store
            .listParts(upload)
            .map(sent -> sent.stream().mapToLong(Part::size).sum())
            .otherwise(0L);
    var object =
        store
            .head(upload.key())
            .map(found -> found.map(ObjectFacts::size).orElse(0L))
            .otherwise(0L);
    return Future.all(parts, object).map(both -> parts.result() + object.result());
  }
}
