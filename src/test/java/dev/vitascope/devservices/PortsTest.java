package dev.vitascope.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  private Path file;

  @BeforeEach
  void nameFile(@TempDir Path folder) {
    file = folder.resolve("ports.properties");
  }

  @Test
  void remembers() throws Exception {
    var port = new Ports(file).port("a");
    assertEquals(port, new Ports(file).port("a"));
  }

  @Test
  void givesNoPortTwice() throws Exception {
    var ports = new Ports(file);
    assertNotEquals(ports.port("a"), ports.port("b"));
  }

  @Test
  void looksForAnotherWhenTheOldOneIsTaken() throws Exception {
    var port = new Ports(file).port("a");
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertNotEquals(taken.getLocalPort(), new Ports(file).port("a"));
    }
  }
}
