package dev.vitascope.page;

import dev.vitascope.ApiClient;
import dev.vitascope.RunningNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A whole node to browse, and a folder for what is uploaded to it. */
record Site(RunningNode node, Path folder) implements AutoCloseable {

  static Site start() {
    try {
      var folder = Files.createTempDirectory("vitascope-page-test");
      return new Site(RunningNode.startKnown(folder), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return node.address();
  }

  ApiClient api() {
    return node.client();
  }

  @Override
  public void close() throws IOException {
    node.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
