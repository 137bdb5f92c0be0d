package dev.vitascope.objectstore;

import static dev.vitascope.objectstore.S3Calls.future;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Copies objects within the storage; their bytes never come here.
 *
 * @param piece the most that one call copies, in bytes; S3 takes 5 GiB and needs 5 MiB
 */
record S3Copy(S3Connection connection, ObjectWrites writes, long piece) {

  /** Small enough for a storage on plain files to be done with in a minute. */
  static final long PIECE = 512L << 20;

  Future<Optional<Long>> size(String bucket, String key) {
    return head(bucket, key)
        .map(found -> Optional.of(found.contentLength()))
        .recover(
            failure ->
                S3Calls.isAbsent(failure)
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  Future<Void> copy(String from, String to, String key, Optional<String> storageClass, long size) {
    return size <= piece
        ? whole(from, to, key, storageClass)
        : head(from, key).compose(source -> inPieces(from, to, key, storageClass, source));
  }

  private Future<HeadObjectResponse> head(String bucket, String key) {
    return future(connection.client().headObject(head -> head.bucket(bucket).key(key)));
  }

  private Future<Void> whole(String from, String to, String key, Optional<String> storageClass) {
    var request =
        CopyObjectRequest.builder()
            .sourceBucket(from)
            .sourceKey(key)
            .serverSideEncryption(writes.encryption())
            .destinationBucket(to)
            .destinationKey(key)
            .acl(writes.readers(to));
    storageClass.ifPresent(request::storageClass);
    return future(connection.client().copyObject(request.build())).mapEmpty();
  }

  private Future<Void> inPieces(
      String from,
      String to,
      String key,
      Optional<String> storageClass,
      HeadObjectResponse source) {
    var open =
        CreateMultipartUploadRequest.builder()
            .bucket(to)
            .key(key)
            .contentType(source.contentType())
            .contentDisposition(source.contentDisposition())
            .acl(writes.readers(to))
            .serverSideEncryption(writes.encryption())
            .cacheControl(source.cacheControl())
            .metadata(source.metadata());
    storageClass.ifPresent(open::storageClass);
    return future(connection.client().createMultipartUpload(open.build()))
        .compose(
            opened -> {
              var pieces = new Pieces(from, to, key, opened.uploadId(), source.contentLength());
              return copyFrom(pieces, 0, new ArrayList<>())
                  .compose(parts -> join(pieces, parts))
                  .recover(failure -> abort(pieces, failure));
            });
  }

  /** One object on its way. */
  private record Pieces(String from, String to, String key, String uploadId, long size) {}

  private Future<List<CompletedPart>> copyFrom(
      Pieces pieces, long offset, List<CompletedPart> copied) {
    if (offset >= pieces.size()) {
      return Future.succeededFuture(copied);
    }
    long end = Math.min(offset + piece, pieces.size());
    int number = copied.size() + 1;
    return future(
            connection
                .client()
                .uploadPartCopy(
                    part ->
                        part.sourceBucket(pieces.from())
                            .sourceKey(pieces.key())
                            .copySourceRange("bytes=%d-%d".formatted(offset, end - 1))
                            .destinationBucket(pieces.to())
                            .destinationKey(pieces.key())
                            .uploadId(pieces.uploadId())
                            .partNumber(number)))
        .compose(
            answer -> {
              var etag = answer.copyPartResult().eTag();
              copied.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
              return copyFrom(pieces, end, copied);
            });
  }

  private Future<Void> join(Pieces pieces, List<CompletedPart> parts) {
    return future(
            connection
                .client()
                .completeMultipartUpload(
                    complete ->
                        complete
                            .bucket(pieces.to())
                            .key(pieces.key())
                            .uploadId(pieces.uploadId())
                            .multipartUpload(whole -> whole.parts(parts))
                            .overrideConfiguration(
                                patience ->
                                    patience
                                        .apiCallAttemptTimeout(S3Connection.JOINING)
                                        .apiCallTimeout(S3Connection.JOINING.multipliedBy(2)))))
        .mapEmpty();
  }

  private Future<Void> abort(Pieces pieces, Throwable why) {
    return future(
            connection
                .client()
                .abortMultipartUpload(
                    abort ->
                        abort.bucket(pieces.to()).key(pieces.key()).uploadId(pieces.uploadId())))
        .transform(aborted -> Future.failedFuture(why));
  }
}
