package dev.vitascope.pinning;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Random;

/** A file in memory, its content decided by its name. */
record MemoryFile(String name, Buffer content) implements DirectoryFile {

  static MemoryFile of(String name, int size) {
    var bytes = new byte[size];
    new Random(name.hashCode()).nextBytes(bytes);
    return new MemoryFile(name, Buffer.buffer(bytes));
  }

  @Override
  public Future<Long> size() {
    return Future.succeededFuture((long) content.length());
  }

  @Override
  public Future<Buffer> read(long offset, int length) {
    int from = (int) offset;
    return Future.succeededFuture(content.getBuffer(from, from + length));
  }
}
