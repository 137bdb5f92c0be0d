package dev.vitascope;

import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A whole node on real parts, and a client of it. */
public record RunningNode(Settings settings, Node node) implements AutoCloseable {

  /**
   * Starts one that does everything.
   *
   * @param folder for its own files
   */
  public static RunningNode start(Path folder) throws IOException {
    return start(folder, EmbeddedServices.settings());
  }

  /** The same, as these settings have it. */
  public static RunningNode start(Path folder, Map<String, String> given) throws IOException {
    return start(settings(folder, given));
  }

  /** The same, of a node that knows where it is reached, and says so in links. */
  public static RunningNode startKnown(Path folder) throws IOException {
    int port = freePort();
    var known = new HashMap<>(EmbeddedServices.settings());
    known.put(Settings.PORT, Integer.toString(port));
    known.put(Settings.PUBLIC_URL, "http://127.0.0.1:" + port);
    return start(folder, known);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public static RunningNode start(Settings settings) throws IOException {
    return new RunningNode(settings, Node.start(settings, TestClips.binaries()));
  }

  public static Settings settings(Path folder, Map<String, String> given) {
    var values = new HashMap<>(given);
    values.putIfAbsent(Settings.PORT, "0");
    values.put(Settings.DATA, folder.resolve("data").toString());
    return Settings.read(new SettingsSource(values));
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
