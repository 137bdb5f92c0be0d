package dev.vitascope.page;

import dev.vitascope.ApiClient;
import dev.vitascope.EmbeddedServices;
import dev.vitascope.Node;
import dev.vitascope.Settings;
import dev.vitascope.SettingsSource;
import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;

/** A whole node to browse, and a folder for what is uploaded to it. */
record Site(Node node, Path folder) implements AutoCloseable {

  static Site start() {
    try {
      var folder = Files.createTempDirectory("vitascope-page-test");
      var values = new HashMap<>(EmbeddedServices.settings());
      values.put(Settings.PORT, "0");
      values.put(Settings.DATA, folder.resolve("data").toString());
      var settings = Settings.read(new SettingsSource(values));
      return new Site(Node.start(settings, TestClips.binaries()), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + node.port());
  }

  ApiClient api() {
    return new ApiClient(address());
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
