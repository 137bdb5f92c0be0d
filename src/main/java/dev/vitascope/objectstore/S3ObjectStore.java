package dev.vitascope.objectstore;

import dev.vitascope.objectstore.S3Buckets.PublicRead;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Anything that speaks S3: Akamai and Linode, Ceph, MinIO, AWS, R2, S3Proxy. */
public final class S3ObjectStore implements ObjectStore {

  private static final int DELETE_AT_ONCE = 1_000;

  private final S3Settings settings;
  private final S3AsyncClient client;
  private final S3Presigner presigner;
  private final S3Uploads uploads;
  private volatile PublicRead publicRead = PublicRead.OBJECT_ACL;

  private S3ObjectStore(S3Settings settings, S3AsyncClient client, S3Presigner presigner) {
    this.settings = settings;
    this.client = client;
    this.presigner = presigner;
    this.uploads = new S3Uploads(client, presigner, settings);
  }

  /** A client of the storage; nothing is asked of it yet. */
  public static S3ObjectStore open(S3Settings settings) {
    return new S3ObjectStore(settings, S3Clients.client(settings), S3Clients.presigner(settings));
  }

  @Override
  public Future<Void> prepare() {
    return new S3Buckets(client, settings).prepare().onSuccess(way -> publicRead = way).mapEmpty();
  }

  @Override
  public Future<Upload> openUpload(ObjectKey key, String contentType) {
    return uploads.open(key, contentType, UUID.randomUUID().toString());
  }

  @Override
  public URI signPart(Upload upload, int number, long size, Duration validity) {
    return uploads.signPart(upload, number, size, validity);
  }

  @Override
  public Future<List<Part>> listParts(Upload upload) {
    return uploads.parts(upload);
  }

  @Override
  public Future<ObjectFacts> completeUpload(Upload upload, List<Part> parts, long size) {
    return uploads
        .join(upload, parts)
        .recover(unsure -> Future.succeededFuture())
        .compose(asked -> head(upload.key()))
        .compose(
            found ->
                found
                    .filter(facts -> facts.size() == size)
                    .filter(facts -> facts.token().equals(Optional.of(upload.token())))
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            Future.failedFuture(
                                new VideoException(
                                    Failure.STORAGE_UNAVAILABLE,
                                    "The object storage did not join the parts: try again."))));
  }

  @Override
  public Future<Void> abortUpload(Upload upload) {
    return uploads.abort(upload);
  }

  @Override
  public Future<Optional<ObjectFacts>> head(ObjectKey key) {
    return S3Answers.orIfAbsent(
        client
            .headObject(r -> r.bucket(settings.bucket(key.bucket())).key(key.key()))
            .thenApply(
                head ->
                    Optional.of(
                        new ObjectFacts(
                            head.contentLength(),
                            Optional.ofNullable(head.metadata().get(S3Uploads.TOKEN))))),
        Optional.empty());
  }

  @Override
  public Future<Buffer> read(ObjectKey key, long offset, int length) {
    return S3Answers.of(
            client.getObject(
                r ->
                    r.bucket(settings.bucket(key.bucket()))
                        .key(key.key())
                        .range("bytes=%d-%d".formatted(offset, offset + length - 1)),
                AsyncResponseTransformer.toBytes()))
        .map(bytes -> Buffer.buffer(bytes.asByteArrayUnsafe()))
        .compose(
            stretch ->
                stretch.length() == length
                    ? Future.succeededFuture(stretch)
                    : Future.failedFuture(new VideoException(Failure.STORAGE_UNAVAILABLE)));
  }

  @Override
  public Future<Void> put(ObjectKey key, Buffer content, String contentType, Caching caching) {
    return put(key, AsyncRequestBody.fromBytes(content.getBytes()), contentType, caching);
  }

  @Override
  public Future<Void> put(ObjectKey key, Path file, String contentType, Caching caching) {
    return file.toFile().length() <= S3Uploads.WHOLE_AT_MOST
        ? put(key, AsyncRequestBody.fromFile(file), contentType, caching)
        : uploads.put(key, file, request -> describe(request, key, contentType, caching));
  }

  private Future<Void> put(
      ObjectKey key, AsyncRequestBody body, String contentType, Caching caching) {
    var request = PutObjectRequest.builder();
    describe(new S3Uploads.Description(request), key, contentType, caching);
    return S3Answers.of(client.putObject(request.build(), body)).mapEmpty();
  }

  private void describe(
      S3Uploads.Description object, ObjectKey key, String contentType, Caching caching) {
    object.at(settings.bucket(key.bucket()), key.key(), contentType, caching.header());
    if (key.bucket() == Bucket.MEDIA && publicRead == PublicRead.OBJECT_ACL) {
      object.acl(ObjectCannedACL.PUBLIC_READ);
    }
  }

  @Override
  public Future<List<String>> list(Bucket bucket, String prefix) {
    var keys = new ArrayList<String>();
    return S3Answers.of(
            client
                .listObjectsV2Paginator(r -> r.bucket(settings.bucket(bucket)).prefix(prefix))
                .contents()
                .subscribe(object -> keys.add(object.key())))
        .map(keys);
  }

  @Override
  public Future<Void> delete(Bucket bucket, List<String> keys) {
    Future<Void> deleted = Future.succeededFuture();
    for (int from = 0; from < keys.size(); from += DELETE_AT_ONCE) {
      var batch =
          keys.subList(from, Math.min(from + DELETE_AT_ONCE, keys.size())).stream()
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      deleted = deleted.compose(before -> deleteBatch(bucket, batch));
    }
    return deleted;
  }

  private Future<Void> deleteBatch(Bucket bucket, List<ObjectIdentifier> batch) {
    return S3Answers.of(
            client.deleteObjects(
                r -> r.bucket(settings.bucket(bucket)).delete(d -> d.objects(batch).quiet(true))))
        .compose(
            answer ->
                answer.errors().isEmpty()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new VideoException(Failure.STORAGE_UNAVAILABLE)));
  }

  @Override
  public URI publicUrl(String mediaKey) {
    return settings
        .cdn()
        .map(cdn -> under(cdn, "/" + mediaKey))
        .orElseGet(() -> under(settings.reachable(), "/" + settings.media() + "/" + mediaKey));
  }

  private static URI under(URI base, String path) {
    try {
      var folder = base.getPath() == null ? "" : base.getPath().replaceFirst("/+$", "");
      return new URI(
          base.getScheme(), null, base.getHost(), base.getPort(), folder + path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public void close() {
    presigner.close();
    client.close();
  }
}
