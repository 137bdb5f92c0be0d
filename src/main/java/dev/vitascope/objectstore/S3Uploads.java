package dev.vitascope.objectstore;

import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.objectstore.ObjectStore.Upload;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.FileRequestBodyConfiguration;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Uploads in parts: clients' by signed URLs, and our own of large files. */
record S3Uploads(S3AsyncClient client, S3Presigner presigner, S3Settings settings) {

  /** The metadata by which a finished object is known as an upload's. */
  static final String TOKEN = "vitascope-upload";

  /** Larger files of ours go in parts. */
  static final long WHOLE_AT_MOST = 64 << 20;

  private static final long OUR_PART = 32 << 20;

  Future<Upload> open(ObjectKey key, String contentType, String token) {
    return S3Answers.of(
            client.createMultipartUpload(
                r ->
                    r.bucket(settings.bucket(key.bucket()))
                        .key(key.key())
                        .contentType(contentType)
                        .metadata(Map.of(TOKEN, token))))
        .map(opened -> new Upload(key, opened.uploadId(), token));
  }

  URI signPart(Upload upload, int number, long size, Duration validity) {
    return URI.create(
        presigner
            .presignUploadPart(
                p ->
                    p.signatureDuration(validity)
                        .uploadPartRequest(
                            r ->
                                r.bucket(settings.bucket(upload.key().bucket()))
                                    .key(upload.key().key())
                                    .uploadId(upload.uploadId())
                                    .partNumber(number)
                                    .contentLength(size)))
            .url()
            .toString());
  }

  Future<List<Part>> parts(Upload upload) {
    var parts = new ArrayList<Part>();
    return S3Answers.orIfAbsent(
            client
                .listPartsPaginator(
                    r ->
                        r.bucket(settings.bucket(upload.key().bucket()))
                            .key(upload.key().key())
                            .uploadId(upload.uploadId()))
                .parts()
                .subscribe(
                    part -> parts.add(new Part(part.partNumber(), part.size(), part.eTag()))),
            null)
        .map(listed -> parts.stream().sorted(Comparator.comparingInt(Part::number)).toList());
  }

  /** Asks for the join; whether it was made is for the object itself to say. */
  Future<Void> join(Upload upload, List<Part> parts) {
    var completed =
        parts.stream()
            .sorted(Comparator.comparingInt(Part::number))
            .map(
                part -> CompletedPart.builder().partNumber(part.number()).eTag(part.etag()).build())
            .toList();
    return S3Answers.of(
            client.completeMultipartUpload(
                r ->
                    r.bucket(settings.bucket(upload.key().bucket()))
                        .key(upload.key().key())
                        .uploadId(upload.uploadId())
                        .multipartUpload(m -> m.parts(completed))))
        .mapEmpty();
  }

  Future<Void> abort(Upload upload) {
    return S3Answers.orIfAbsent(
            client
                .abortMultipartUpload(
                    r ->
                        r.bucket(settings.bucket(upload.key().bucket()))
                            .key(upload.key().key())
                            .uploadId(upload.uploadId()))
                .thenApply(aborted -> true),
            true)
        .mapEmpty();
  }

  /** Stores a large file of ours, a part after another: others are stored at the same time. */
  Future<Void> put(ObjectKey key, Path file, Consumer<Description> describe) {
    var request = CreateMultipartUploadRequest.builder();
    describe.accept(new Description(request));
    return S3Answers.of(client.createMultipartUpload(request.build()))
        .map(opened -> new Upload(key, opened.uploadId(), ""))
        .compose(
            upload ->
                sendParts(upload, file)
                    .compose(parts -> join(upload, parts))
                    .recover(
                        failure -> abort(upload).transform(gone -> Future.failedFuture(failure))));
  }

  private Future<List<Part>> sendParts(Upload upload, Path file) {
    long size = file.toFile().length();
    var parts = new ArrayList<Part>();
    Future<Void> sent = Future.succeededFuture();
    for (long offset = 0; offset < size; offset += OUR_PART) {
      int number = (int) (offset / OUR_PART) + 1;
      long from = offset;
      long length = Math.min(OUR_PART, size - offset);
      sent =
          sent.compose(before -> sendPart(upload, file, number, from, length))
              .onSuccess(parts::add)
              .mapEmpty();
    }
    return sent.map(all -> List.copyOf(parts));
  }

  private Future<Part> sendPart(Upload upload, Path file, int number, long from, long length) {
    var body =
        AsyncRequestBody.fromFile(
            FileRequestBodyConfiguration.builder()
                .path(file)
                .position(from)
                .numBytesToRead(length)
                .build());
    return S3Answers.of(
            client.uploadPart(
                r ->
                    r.bucket(settings.bucket(upload.key().bucket()))
                        .key(upload.key().key())
                        .uploadId(upload.uploadId())
                        .partNumber(number)
                        .contentLength(length),
                body))
        .map(answer -> new Part(number, length, answer.eTag()));
  }

  /** What an object is to have, whether it is sent whole or in parts. */
  static final class Description {
    private final PutObjectRequest.Builder whole;
    private final CreateMultipartUploadRequest.Builder parts;

    Description(PutObjectRequest.Builder whole) {
      this.whole = whole;
      this.parts = CreateMultipartUploadRequest.builder();
    }

    Description(CreateMultipartUploadRequest.Builder parts) {
      this.whole = PutObjectRequest.builder();
      this.parts = parts;
    }

    void at(String bucket, String key, String contentType, String caching) {
      whole.bucket(bucket).key(key).contentType(contentType).cacheControl(caching);
      parts.bucket(bucket).key(key).contentType(contentType).cacheControl(caching);
    }

    void acl(ObjectCannedACL acl) {
      whole.acl(acl);
      parts.acl(acl);
    }
  }
}
