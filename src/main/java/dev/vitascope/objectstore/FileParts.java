package dev.vitascope.objectstore;

import static dev.vitascope.objectstore.S3Calls.future;

import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.objectstore.ObjectStore.Upload;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** Stores large files of ours in parts, a few at a time. */
record FileParts(S3AsyncClient client, S3Uploads uploads) {

  private static final long PART = 16L << 20;

  /** S3 takes 10,000 parts. */
  private static final long MOST_PARTS = 9_500;

  private static final int AT_ONCE = 4;

  static boolean isLarge(long size) {
    return size > 2 * PART;
  }

  Future<Void> put(ObjectKey key, Path file, long size, Representation what) {
    return uploads
        .open(key, what)
        .compose(
            upload ->
                new Sending(this, upload, file, size, partSize(size))
                    .all()
                    .compose(parts -> uploads.complete(upload, parts, size))
                    .<Void>mapEmpty()
                    .recover(
                        failure ->
                            uploads
                                .abort(upload)
                                .transform(aborted -> Future.failedFuture(failure))));
  }

  private static long partSize(long size) {
    return Math.max(PART, Math.ceilDiv(size, MOST_PARTS));
  }

  /** One file under way: each lane takes the next part that nobody has taken. */
  private record Sending(
      FileParts storage,
      Upload upload,
      Path file,
      long size,
      long partSize,
      AtomicInteger taken,
      ConcurrentLinkedQueue<Part> sent) {

    Sending(FileParts storage, Upload upload, Path file, long size, long partSize) {
      this(
          storage,
          upload,
          file,
          size,
          partSize,
          new AtomicInteger(),
          new ConcurrentLinkedQueue<>());
    }

    Future<List<Part>> all() {
      return Future.join(Stream.generate(this::lane).limit(AT_ONCE).toList())
          .map(done -> List.copyOf(sent));
    }

    private Future<Void> lane() {
      int number = taken.incrementAndGet();
      long offset = (number - 1) * partSize;
      if (offset >= size) {
        return Future.succeededFuture();
      }
      return send(number, offset, Math.min(partSize, size - offset))
          .onFailure(failure -> taken.set(Integer.MAX_VALUE / 2))
          .compose(
              part -> {
                sent.add(part);
                return lane();
              });
    }

    private Future<Part> send(int number, long offset, long length) {
      var content =
          AsyncRequestBody.fromFile(
              body -> body.path(file).position(offset).numBytesToRead(length));
      return future(
              storage.client.uploadPart(
                  part ->
                      part.bucket(storage.uploads.writes().bucket(upload.key()))
                          .key(upload.key().key())
                          .uploadId(upload.uploadId())
                          .partNumber(number)
                          .contentLength(length),
                  content))
          .map(answer -> new Part(number, length, answer.eTag()));
    }
  }
}
