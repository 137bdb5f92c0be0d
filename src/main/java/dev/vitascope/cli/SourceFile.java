package dev.vitascope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * A file as it was when its upload began.
 *
 * @param path absolute
 * @param size in bytes
 */
public record SourceFile(Path path, long size, Instant modified) {

  /**
   * The file as it is now.
   *
   * @throws IOException if it is not there or no regular file
   */
  static SourceFile of(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new IOException(file + " is not a file");
    }
    var modified = attributes.lastModifiedTime().toInstant();
    return new SourceFile(file.toAbsolutePath().normalize(), attributes.size(), modified);
  }

  String name() {
    return path.getFileName().toString();
  }

  /** Parts of two states of a file make no video: better to stop than to send them. */
  void checkUnchanged() throws IOException {
    if (!of(path).equals(this)) {
      throw new ServerException(
          ServerException.FILE_CHANGED, 0, "The file was changed while it was sent: send it anew.");
    }
  }
}
