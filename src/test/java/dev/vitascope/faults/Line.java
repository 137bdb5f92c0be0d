package dev.vitascope.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a service, which may be slow, say nothing, be cut, or not be there at all. */
class Line implements AutoCloseable {

  private final InetSocketAddress service;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Gate gate = new Gate();
  private volatile ServerSocket door;
  private volatile Duration delay = Duration.ZERO;

  Line(URI service) throws IOException {
    this.service = new InetSocketAddress(service.getHost(), service.getPort());
    this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    this.port = door.getLocalPort();
    accept(door);
  }

  /** The same address by way of this line. */
  final URI by(URI address) {
    var there = address.getHost() + ":" + address.getPort();
    return URI.create(address.toString().replace(there, "127.0.0.1:" + port));
  }

  /** Ends all connections; new ones are taken. */
  final void cut() {
    open.forEach(Line::close);
  }

  /** Ends all connections and refuses others, until {@link #free}. */
  final void refuse() {
    close(door);
    cut();
  }

  /** Carries nothing more, and says nothing of that, until {@link #free}. */
  final void silence() {
    gate.shut();
  }

  /** Holds up whatever it carries. */
  final void slow(Duration each) {
    delay = each;
  }

  /** Carries everything again, also what it held back. */
  final void free() throws IOException {
    delay = Duration.ZERO;
    gate.open();
    if (door.isClosed()) {
      door = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
      accept(door);
    }
  }

  @Override
  public void close() {
    refuse();
    gate.open();
  }

  /** Carries one connection's bytes to the service. */
  void carryThere(Socket client, Socket there) throws IOException {
    carry(client, there);
  }

  /** Carries one connection's bytes back. */
  void carryBack(Socket there, Socket client) throws IOException {
    carry(there, client);
  }

  /** Before anything goes on its way. */
  final void pass() {
    gate.pass();
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void carry(Socket from, Socket to) throws IOException {
    var bytes = new byte[16 * 1024];
    var in = from.getInputStream();
    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
      pass();
      to.getOutputStream().write(bytes, 0, n);
    }
  }

  private void accept(ServerSocket at) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!at.isClosed()) {
                try {
                  join(at.accept());
                } catch (IOException e) {
                  // Refused from now on, or the service is: the client sees a connection cut.
                }
              }
            });
  }

  private void join(Socket client) throws IOException {
    var there = new Socket();
    open.add(client);
    try {
      there.connect(service);
    } catch (IOException e) {
      client.close();
      throw e;
    }
    open.add(there);
    start(client, there, () -> carryThere(client, there));
    start(client, there, () -> carryBack(there, client));
  }

  private void start(Socket client, Socket there, Carrying carrying) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                carrying.run();
              } catch (IOException | UncheckedIOException e) {
                // One end is gone: so is the other.
              }
              close(client);
              close(there);
              open.remove(client);
              open.remove(there);
            });
  }

  @FunctionalInterface
  private interface Carrying {
    void run() throws IOException;
  }
}
