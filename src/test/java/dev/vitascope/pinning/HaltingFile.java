package dev.vitascope.pinning;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletableFuture;

/** A file of three stretches, of which the last two come when the test says. */
record HaltingFile(String name, Future<Buffer> rest, CompletableFuture<Thread> halted)
    implements DirectoryFile {

  HaltingFile(String name, Future<Buffer> rest) {
    this(name, rest, new CompletableFuture<>());
  }

  @Override
  public Future<Long> size() {
    return Future.succeededFuture(3L * DirectoryUpload.STRETCH);
  }

  @Override
  public Future<Buffer> read(long offset, int length) {
    if (offset == 0) {
      return Future.succeededFuture(Buffer.buffer(new byte[length]));
    }
    halted.complete(Thread.currentThread());
    return rest;
  }
}
