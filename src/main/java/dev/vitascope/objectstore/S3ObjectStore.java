package dev.vitascope.objectstore;

import static dev.vitascope.objectstore.S3Calls.future;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/** Everything that speaks S3: Amazon's, Akamai's, Ceph, MinIO, S3Proxy. */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {

  private final S3Connection connection;
  private final PublicUrls publicUrls;
  private final ObjectWrites writes;
  private final S3Uploads uploads;
  private final FileParts fileParts;
  private final Listing listing;

  private S3ObjectStore(S3Connection connection) {
    this.connection = connection;
    this.publicUrls = new PublicUrls(connection.settings());
    this.writes = new ObjectWrites(connection.settings());
    this.uploads = new S3Uploads(connection, writes);
    this.fileParts = new FileParts(connection.client(), uploads);
    this.listing = new Listing(connection);
  }

  /** Calls nothing yet: {@link #prepare} does, and comes before all else on each node. */
  public static S3ObjectStore open(S3Settings settings, MeterRegistry meters) {
    return new S3ObjectStore(S3Connection.open(settings, meters));
  }

  /** The same, measured by nobody. */
  public static S3ObjectStore open(S3Settings settings) {
    return open(settings, new CompositeMeterRegistry());
  }

  @Override
  public void close() {
    connection.close();
  }

  @Override
  public Future<Void> prepare() {
    return new BucketSetup(connection.client(), connection.settings())
        .run()
        .onSuccess(writes::readableBy)
        .onSuccess(publicUrls::readableBy)
        .compose(ready -> new EncryptionTrial(connection.client(), connection.settings()).run())
        .onSuccess(writes::encrypted)
        .mapEmpty();
  }

  @Override
  public Future<Upload> openUpload(ObjectKey key, String contentType) {
    return uploads.open(key, new Representation(contentType, Caching.NONE));
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
    return uploads.complete(upload, parts, size);
  }

  @Override
  public Future<Void> abortUpload(Upload upload) {
    return uploads.abort(upload);
  }

  @Override
  public Future<Optional<ObjectFacts>> head(ObjectKey key) {
    return uploads.head(key);
  }

  @Override
  public Future<Void> read(ObjectKey key, long offset, ByteBuffer into) {
    int length = into.remaining();
    if (length == 0) {
      return Future.succeededFuture();
    }
    var range = "bytes=%d-%d".formatted(offset, offset + length - 1);
    return future(
            connection
                .client()
                .getObject(
                    get -> get.bucket(writes.bucket(key)).key(key.key()).range(range),
                    new Stretch(into)))
        .compose(
            came ->
                came == length
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(
                        S3Calls.unavailable(
                            "The storage gave less of a file than was asked for.")));
  }

  @Override
  public Future<Void> put(ObjectKey key, Buffer content, Representation what) {
    return put(key, AsyncRequestBody.fromBytes(content.getBytes()), what);
  }

  @Override
  public Future<Void> put(ObjectKey key, Path file, Representation what) {
    try {
      var size = Files.size(file);
      return FileParts.isLarge(size)
          ? fileParts.put(key, file, size, what)
          : put(key, AsyncRequestBody.fromFile(file), what);
    } catch (IOException e) {
      return Future.failedFuture(new UncheckedIOException(e));
    }
  }

  private Future<Void> put(ObjectKey key, AsyncRequestBody body, Representation what) {
    return future(connection.client().putObject(writes.put(key, what), body)).mapEmpty();
  }

  @Override
  public Future<SortedMap<String, Long>> sizes(Bucket bucket, String prefix) {
    return listing.sizes(bucket, prefix);
  }

  @Override
  public Future<List<String>> openUploads(Bucket bucket) {
    return listing.openUploads(bucket);
  }

  @Override
  public Future<Void> delete(Bucket bucket, List<String> keys) {
    return listing.delete(bucket, keys);
  }

  @Override
  public Optional<Archive> archive() {
    return connection
        .settings()
        .archive()
        .map(
            place ->
                new S3Archive(connection, place, new S3Copy(connection, writes, S3Copy.PIECE)));
  }

  @Override
  public URI signRead(ObjectKey key, Duration validity) {
    var signed =
        connection
            .presigner()
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(validity)
                        .getObjectRequest(
                            get ->
                                get.bucket(writes.bucket(key))
                                    .key(key.key())
                                    .responseCacheControl(
                                        "private, max-age=" + validity.toSeconds())));
    return URI.create(signed.url().toString());
  }

  @Override
  public Future<Void> publish(String mediaKey) {
    var from = connection.settings().privateMedia();
    var to = connection.settings().media();
    var copy = new S3Copy(connection, writes, S3Copy.PIECE);
    return copy.size(from, mediaKey)
        .map(size -> size.orElseThrow(() -> S3Calls.unavailable("A file is gone: " + mediaKey)))
        .compose(size -> copy.copy(from, to, mediaKey, Optional.empty(), size));
  }

  @Override
  public URI publicUrl(String mediaKey) {
    return publicUrls.of(mediaKey);
  }
}
