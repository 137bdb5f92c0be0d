package dev.vitascope.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Where services keep what is theirs: data that lives on, a cache that can be made anew, ports and
 * passwords that stay the same from start to start.
 *
 * @param data of this installation
 * @param cache of the user, shared by all
 */
record Workplace(Path data, Path cache) {

  /** A service's own folder. */
  Path folder(String service) {
    try {
      return Files.createDirectories(data.resolve(service));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path log(String service) {
    return folder("logs").resolve(service + ".log");
  }

  /** The port that was used before if it is free, or else one that is. */
  int port(String name) {
    synchronized (Workplace.class) {
      var known = load("ports.properties");
      int before = Integer.parseInt(known.getProperty(name, "0"));
      int port = before != 0 && isFree(before) ? before : anyFree(known);
      known.setProperty(name, Integer.toString(port));
      store("ports.properties", known);
      return port;
    }
  }

  /** A password or key made at the first start, in a file that only its owner reads. */
  String secret(String name) {
    synchronized (Workplace.class) {
      var known = load("secrets.properties");
      if (!known.containsKey(name)) {
        var bytes = new byte[20];
        new SecureRandom().nextBytes(bytes);
        known.setProperty(name, HexFormat.of().formatHex(bytes));
        store("secrets.properties", known);
      }
      return known.getProperty(name);
    }
  }

  private Properties load(String file) {
    var properties = new Properties();
    var path = folder(".").resolve(file);
    if (Files.exists(path)) {
      try (var in = Files.newBufferedReader(path)) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
  }

  private void store(String file, Properties properties) {
    var path = folder(".").resolve(file);
    try {
      if (Files.notExists(path)) {
        Files.createFile(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      try (var out = Files.newBufferedWriter(path)) {
        properties.store(out, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static int anyFree(Properties given) {
    while (true) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (!given.containsValue(Integer.toString(socket.getLocalPort()))) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
