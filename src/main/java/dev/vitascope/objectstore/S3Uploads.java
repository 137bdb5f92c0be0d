package dev.vitascope.objectstore;

import static dev.vitascope.objectstore.S3Calls.future;

import dev.vitascope.objectstore.ObjectStore.ObjectFacts;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.objectstore.ObjectStore.Upload;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Objects that arrive in parts (Amazon S3 API, multipart uploads). */
record S3Uploads(S3Connection connection, ObjectWrites writes) {

  Future<Upload> open(ObjectKey key, Representation what) {
    var token = UUID.randomUUID().toString();
    return future(connection.client().createMultipartUpload(writes.open(key, what, token)))
        .map(opened -> new Upload(key, opened.uploadId(), token));
  }

  /** The length is signed, so that the URL takes neither more nor less. */
  URI signPart(Upload upload, int number, long size, Duration validity) {
    var part =
        UploadPartRequest.builder()
            .bucket(writes.bucket(upload.key()))
            .key(upload.key().key())
            .uploadId(upload.uploadId())
            .partNumber(number)
            .contentLength(size)
            .build();
    var signed =
        connection
            .presigner()
            .presignUploadPart(
                presign -> presign.signatureDuration(validity).uploadPartRequest(part));
    return URI.create(signed.url().toString());
  }

  Future<List<Part>> parts(Upload upload) {
    return partsAfter(upload, 0, new ArrayList<>())
        .recover(
            failure ->
                S3Calls.isAbsent(failure)
                    ? Future.succeededFuture(List.of())
                    : Future.failedFuture(failure));
  }

  private Future<List<Part>> partsAfter(Upload upload, int marker, List<Part> found) {
    return future(
            connection
                .client()
                .listParts(
                    list ->
                        list.overrideConfiguration(S3Connection::question)
                            .bucket(writes.bucket(upload.key()))
                            .key(upload.key().key())
                            .uploadId(upload.uploadId())
                            .partNumberMarker(marker)))
        .compose(
            page -> {
              page.parts().stream()
                  .map(part -> new Part(part.partNumber(), part.size(), part.eTag()))
                  .forEach(found::add);
              return Boolean.TRUE.equals(page.isTruncated())
                  ? partsAfter(upload, page.nextPartNumberMarker(), found)
                  : Future.succeededFuture(sorted(found));
            });
  }

  /**
   * Storages differ in what they answer to a second Complete, and a first one's answer may be lost:
   * after a failure the object itself decides, by token and size.
   */
  Future<ObjectFacts> complete(Upload upload, List<Part> parts, long size) {
    return future(connection.client().completeMultipartUpload(completion(upload, sorted(parts))))
        .transform(
            answer ->
                head(upload.key())
                    .compose(
                        found ->
                            found
                                .filter(object -> object.size() == size)
                                .filter(object -> answer.succeeded() || isOf(upload, object))
                                .map(Future::succeededFuture)
                                .orElseGet(() -> Future.failedFuture(why(answer.cause())))));
  }

  private CompleteMultipartUploadRequest completion(Upload upload, List<Part> parts) {
    var completed =
        parts.stream()
            .map(
                part -> CompletedPart.builder().partNumber(part.number()).eTag(part.etag()).build())
            .toList();
    return CompleteMultipartUploadRequest.builder()
        .bucket(writes.bucket(upload.key()))
        .key(upload.key().key())
        .uploadId(upload.uploadId())
        .multipartUpload(whole -> whole.parts(completed))
        .overrideConfiguration(
            patience ->
                patience
                    .apiCallAttemptTimeout(S3Connection.JOINING)
                    .apiCallTimeout(S3Connection.JOINING.multipliedBy(2)))
        .build();
  }

  private static boolean isOf(Upload upload, ObjectFacts object) {
    return object.token().filter(upload.token()::equals).isPresent();
  }

  private static Throwable why(Throwable refusal) {
    return refusal != null
        ? refusal
        : S3Calls.unavailable("The storage joined the parts to a file of another size.");
  }

  Future<Void> abort(Upload upload) {
    return future(
            connection
                .client()
                .abortMultipartUpload(
                    abort ->
                        abort
                            .overrideConfiguration(S3Connection::question)
                            .bucket(writes.bucket(upload.key()))
                            .key(upload.key().key())
                            .uploadId(upload.uploadId())))
        .<Void>mapEmpty()
        .recover(
            failure ->
                S3Calls.isAbsent(failure)
                    ? Future.succeededFuture()
                    : Future.failedFuture(failure));
  }

  Future<Optional<ObjectFacts>> head(ObjectKey key) {
    return future(
            connection
                .client()
                .headObject(
                    head ->
                        head.overrideConfiguration(S3Connection::question)
                            .bucket(writes.bucket(key))
                            .key(key.key())))
        .map(
            found ->
                Optional.of(
                    new ObjectFacts(
                        found.contentLength(),
                        Optional.ofNullable(found.metadata().get(ObjectWrites.TOKEN)),
                        found.eTag(),
                        Optional.ofNullable(found.contentType()),
                        Optional.ofNullable(found.cacheControl()),
                        Optional.ofNullable(found.contentDisposition()))))
        .recover(
            failure ->
                S3Calls.isAbsent(failure)
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  private static List<Part> sorted(List<Part> parts) {
    return parts.stream().sorted(Comparator.comparingInt(Part::number)).toList();
  }
}
