package dev.vitascope.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder for one attempt, gone when it is closed. */
record Scratch(Path folder) implements AutoCloseable {

  static Scratch create(Path parent, String name) throws IOException {
    var folder = parent.resolve(name);
    remove(folder);
    return new Scratch(Files.createDirectories(folder));
  }

  /**
   * Removes what attempts of a process that is no more have left. The folder itself stays: it may
   * be where a disk is mounted.
   */
  static void clear(Path parent) throws IOException {
    Files.createDirectories(parent);
    try (var left = Files.newDirectoryStream(parent)) {
      for (var attempt : left) {
        remove(attempt);
      }
    }
  }

  /** Where the original lies. */
  Path original() {
    return folder.resolve("original");
  }

  /** Where ffmpeg writes, and nothing else is. */
  Path outputs() throws IOException {
    return Files.createDirectories(folder.resolve("outputs"));
  }

  @Override
  public void close() {
    try {
      remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, IOException failure)
              throws IOException {
            Files.deleteIfExists(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
