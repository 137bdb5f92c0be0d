package dev.vitascope.objectstore;

import static dev.vitascope.objectstore.S3Calls.future;

import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import io.vertx.core.Future;
import java.util.Optional;

/** An archive at the same storage: objects are copied there by the storage itself. */
record S3Archive(S3Connection connection, ArchivePlace place, S3Copy copy) implements Archive {

  /** What a storage calls the class of objects that are simply stored. */
  private static final String USUAL = "STANDARD";

  @Override
  public Future<Void> take(ObjectKey original) {
    return move(bucket(original), archive(original), original.key(), place.storageClass());
  }

  @Override
  public Future<Void> bringBack(ObjectKey original) {
    return move(
        archive(original),
        bucket(original),
        original.key(),
        place.storageClass().map(other -> USUAL));
  }

  @Override
  public Future<Boolean> has(ObjectKey original) {
    return copy.size(archive(original), original.key()).map(Optional::isPresent);
  }

  @Override
  public Future<Void> delete(ObjectKey original) {
    return remove(archive(original), original.key());
  }

  /** What has been moved before is not there any more, and there. */
  private Future<Void> move(String from, String to, String key, Optional<String> storageClass) {
    return copy.size(from, key)
        .compose(
            there ->
                there
                    .map(size -> copy(from, to, key, storageClass, size))
                    .orElseGet(() -> requireThere(to, key)));
  }

  private Future<Void> copy(
      String from, String to, String key, Optional<String> storageClass, long size) {
    return copy.copy(from, to, key, storageClass, size)
        .compose(copied -> copy.size(to, key))
        .compose(
            arrived ->
                arrived.filter(bytes -> bytes == size).isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(S3Calls.unavailable("A copy is not whole: " + key)))
        .compose(whole -> from.equals(to) ? Future.succeededFuture() : remove(from, key));
  }

  private Future<Void> requireThere(String bucket, String key) {
    return copy.size(bucket, key)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(S3Calls.unavailable("An original is nowhere: " + key)));
  }

  private Future<Void> remove(String bucket, String key) {
    return future(connection.client().deleteObject(delete -> delete.bucket(bucket).key(key)))
        .mapEmpty();
  }

  private String bucket(ObjectKey original) {
    return connection.settings().bucket(original.bucket());
  }

  private String archive(ObjectKey original) {
    return place.bucket().orElseGet(() -> bucket(original));
  }
}
