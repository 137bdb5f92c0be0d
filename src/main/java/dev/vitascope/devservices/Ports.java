package dev.vitascope.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Free loopback ports, remembered in a file so that addresses stay the same over restarts. */
final class Ports {

  // Below what Linux, macOS and Windows give to outgoing connections, which could take a port
  // between our look and the service's bind.
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;

  private final Path file;
  private final Properties known = new Properties();
  private final Set<Integer> given = new HashSet<>();

  Ports(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        known.load(reader);
      }
    }
  }

  /** The port of that name: last time's, if it is still free. */
  synchronized int port(String name) {
    var before = Integer.parseInt(known.getProperty(name, "0"));
    var port = before != 0 && take(before) ? before : free();
    if (port != before) {
      known.setProperty(name, Integer.toString(port));
      store();
    }
    return port;
  }

  private int free() {
    while (true) {
      var port = RandomGenerator.getDefault().nextInt(FIRST, LAST);
      if (!known.containsValue(Integer.toString(port)) && take(port)) {
        return port;
      }
    }
  }

  private boolean take(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return given.add(port);
    } catch (IOException e) {
      return false;
    }
  }

  private void store() {
    try (var writer = Files.newBufferedWriter(file)) {
      known.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
