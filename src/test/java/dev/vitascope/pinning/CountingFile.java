package dev.vitascope.pinning;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicLong;

/** A file of nothing but zeros, which counts how often it is read. */
record CountingFile(String name, long length, AtomicLong reads) implements DirectoryFile {

  CountingFile(String name, long length) {
    this(name, length, new AtomicLong());
  }

  @Override
  public Future<Long> size() {
    return Future.succeededFuture(length);
  }

  @Override
  public Future<Buffer> read(long offset, int length) {
    reads.incrementAndGet();
    return Future.succeededFuture(Buffer.buffer(new byte[length]));
  }
}
