package dev.vitascope.pinning;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A file to be added to a directory, and where its content comes from, stretch by stretch. */
public interface DirectoryFile {

  /** The path in the directory, with slashes: {@code 720p/00000.m4s}. */
  String name();

  /** In bytes. */
  Future<Long> size();

  /**
   * A stretch of the content.
   *
   * @param length in bytes; the future fails if fewer come
   */
  Future<Buffer> read(long offset, int length);
}
