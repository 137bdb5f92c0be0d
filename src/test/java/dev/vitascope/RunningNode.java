package dev.vitascope;

import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;

/** A whole node on real parts, and a client of it. */
public record RunningNode(Settings settings, Node node) implements AutoCloseable {

  /**
   * Starts one that does everything.
   *
   * @param folder for its own files
   */
  public static RunningNode start(Path folder) throws IOException {
    var values = new HashMap<>(EmbeddedServices.settings());
    values.put(Settings.PORT, "0");
    values.put(Settings.DATA, folder.resolve("data").toString());
    var settings = Settings.read(new SettingsSource(values));
    return new RunningNode(settings, Node.start(settings, TestClips.binaries()));
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + node.port());
  }

  public ApiClient client() {
    return new ApiClient(address());
  }

  @Override
  public void close() {
    node.close();
  }
}
