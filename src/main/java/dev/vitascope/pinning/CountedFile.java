package dev.vitascope.pinning;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicLong;

/** A file whose bytes are counted as they are read. */
record CountedFile(DirectoryFile file, AtomicLong bytes) implements DirectoryFile {

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public Future<Long> size() {
    return file.size();
  }

  @Override
  public Future<Buffer> read(long offset, int length) {
    return file.read(offset, length).onSuccess(read -> bytes.addAndGet(read.length()));
  }
}
