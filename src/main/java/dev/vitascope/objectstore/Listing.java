package dev.vitascope.objectstore;

import static dev.vitascope.objectstore.S3Calls.future;

import dev.vitascope.objectstore.ObjectStore.Bucket;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What goes by pages: listing objects and deleting them. */
record Listing(S3Connection connection) {

  /** The most that one call deletes (Amazon S3 API, DeleteObjects). */
  private static final int PAGE = 1_000;

  Future<List<String>> list(Bucket bucket, String prefix) {
    return listFrom(bucket, prefix, null, new ArrayList<>());
  }

  private Future<List<String>> listFrom(
      Bucket bucket, String prefix, String continuation, List<String> found) {
    return future(
            connection
                .client()
                .listObjectsV2(
                    list ->
                        list.bucket(connection.settings().bucket(bucket))
                            .prefix(prefix)
                            .continuationToken(continuation)))
        .compose(
            page -> {
              page.contents().stream().map(S3Object::key).forEach(found::add);
              return Boolean.TRUE.equals(page.isTruncated())
                  ? listFrom(bucket, prefix, page.nextContinuationToken(), found)
                  : Future.succeededFuture(List.copyOf(found));
            });
  }

  Future<Void> delete(Bucket bucket, List<String> keys) {
    if (keys.isEmpty()) {
      return Future.succeededFuture();
    }
    int page = Math.min(PAGE, keys.size());
    return deletePage(bucket, keys.subList(0, page))
        .compose(deleted -> delete(bucket, keys.subList(page, keys.size())));
  }

  private Future<Void> deletePage(Bucket bucket, List<String> keys) {
    var objects = keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    return future(
            connection
                .client()
                .deleteObjects(
                    delete ->
                        delete
                            .bucket(connection.settings().bucket(bucket))
                            .delete(what -> what.objects(objects).quiet(true))))
        .compose(
            answer ->
                answer.hasErrors()
                    ? Future.failedFuture(
                        S3Calls.unavailable("The storage did not delete all it was asked to."))
                    : Future.succeededFuture());
  }
}
