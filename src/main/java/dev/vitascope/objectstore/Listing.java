package dev.vitascope.objectstore;

import static dev.vitascope.objectstore.S3Calls.future;

import dev.vitascope.objectstore.ObjectStore.Bucket;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** What goes by pages: listing objects and deleting them. */
record Listing(S3Connection connection) {

  /** The most that one call deletes (Amazon S3 API, DeleteObjects). */
  private static final int PAGE = 1_000;

  Future<SortedMap<String, Long>> sizes(Bucket bucket, String prefix) {
    return sizesFrom(bucket, prefix, null, new TreeMap<>());
  }

  private Future<SortedMap<String, Long>> sizesFrom(
      Bucket bucket, String prefix, String continuation, SortedMap<String, Long> found) {
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
              page.contents().forEach(object -> found.put(object.key(), object.size()));
              return Boolean.TRUE.equals(page.isTruncated())
                  ? sizesFrom(bucket, prefix, page.nextContinuationToken(), found)
                  : Future.succeededFuture(found);
            });
  }

  Future<List<String>> openUploads(Bucket bucket) {
    return openFrom(bucket, null, null, new ArrayList<>());
  }

  private Future<List<String>> openFrom(
      Bucket bucket, String afterKey, String afterUpload, List<String> found) {
    return future(
            connection
                .client()
                .listMultipartUploads(
                    list ->
                        list.bucket(connection.settings().bucket(bucket))
                            .keyMarker(afterKey)
                            .uploadIdMarker(afterUpload)))
        .compose(
            page -> {
              page.uploads().forEach(upload -> found.add(upload.key()));
              return Boolean.TRUE.equals(page.isTruncated())
                  ? openFrom(bucket, page.nextKeyMarker(), page.nextUploadIdMarker(), found)
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
