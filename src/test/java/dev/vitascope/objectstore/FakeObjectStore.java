package dev.vitascope.objectstore;

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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Objects in memory; knows no uploads in parts. */
public final class FakeObjectStore implements ObjectStore {

  private final Map<String, Buffer> objects = new ConcurrentSkipListMap<>();
  private volatile Runnable onNextRead = () -> {};

  /** Something that happens once, while somebody reads. */
  public void onNextRead(Runnable event) {
    onNextRead = event;
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<ObjectFacts>> head(ObjectKey key) {
    var found = Optional.ofNullable(objects.get(name(key.bucket(), key.key())));
    return Future.succeededFuture(
        found.map(
            content ->
                new ObjectFacts(
                    content.length(),
                    Optional.empty(),
                    "\"fake\"",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));
  }

  @Override
  public Future<Void> read(ObjectKey key, long offset, ByteBuffer into) {
    var event = onNextRead;
    onNextRead = () -> {};
    event.run();
    int from = Math.toIntExact(offset);
    var content = objects.get(name(key.bucket(), key.key()));
    into.slice().put(content.getBytes(from, from + into.remaining()));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> put(ObjectKey key, Buffer content, Representation what) {
    objects.put(name(key.bucket(), key.key()), content.copy());
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> put(ObjectKey key, Path file, Representation what) {
    try {
      return put(key, Buffer.buffer(Files.readAllBytes(file)), what);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Future<SortedMap<String, Long>> sizes(Bucket bucket, String prefix) {
    var folder = name(bucket, "");
    var found = new TreeMap<String, Long>();
    objects.forEach(
        (name, content) -> {
          if (name.startsWith(folder + prefix)) {
            found.put(name.substring(folder.length()), (long) content.length());
          }
        });
    return Future.succeededFuture(found);
  }

  @Override
  public Future<List<String>> openUploads(Bucket bucket) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Void> delete(Bucket bucket, List<String> keys) {
    keys.forEach(key -> objects.remove(name(bucket, key)));
    return Future.succeededFuture();
  }

  @Override
  public URI signRead(ObjectKey key, Duration validity) {
    return URI.create("http://signed.test/%s?for=%d".formatted(key.key(), validity.toSeconds()));
  }

  @Override
  public Future<Void> publish(String mediaKey) {
    objects.put(name(Bucket.MEDIA, mediaKey), objects.get(name(Bucket.PRIVATE_MEDIA, mediaKey)));
    return Future.succeededFuture();
  }

  @Override
  public URI publicUrl(String mediaKey) {
    return URI.create("http://media.test/" + mediaKey);
  }

  @Override
  public Future<Upload> openUpload(ObjectKey key, String contentType) {
    throw new UnsupportedOperationException("uploads in parts");
  }

  @Override
  public URI signPart(Upload upload, int number, long size, Duration validity) {
    throw new UnsupportedOperationException("uploads in parts");
  }

  @Override
  public Future<List<Part>> listParts(Upload upload) {
    throw new UnsupportedOperationException("uploads in parts");
  }

  @Override
  public Future<ObjectFacts> completeUpload(Upload upload, List<Part> parts, long size) {
    throw new UnsupportedOperationException("uploads in parts");
  }

  @Override
  public Future<Void> abortUpload(Upload upload) {
    throw new UnsupportedOperationException("uploads in parts");
  }

  private static String name(Bucket bucket, String key) {
    return bucket + "/" + key;
  }
}
