package dev.vitascope.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What a part finds on the spot: its folders, its ports, and somebody who listens. */
record Site(Path data, Cache cache, Ports ports, DataLock lock, Consumer<ServiceReport> listener) {

  /** The part's own folder; made if it is not there. */
  Path folder(Part part) {
    return made(data.resolve(part.folder()));
  }

  Path log(Part part) {
    return log(part.folder());
  }

  Path log(String name) {
    return made(data.resolve("logs")).resolve(name + ".log");
  }

  void preparing(Part part, String doing) {
    listener.accept(new ServiceReport.Preparing(part, doing));
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
