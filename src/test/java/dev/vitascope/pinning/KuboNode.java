package dev.vitascope.pinning;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A real node of a test's own, on loopback, that knows no other; it may be killed. */
final class KuboNode implements AutoCloseable {

  private static final Pattern GATEWAY =
      Pattern.compile("Gateway server listening on /ip4/127\\.0\\.0\\.1/tcp/(\\d+)");

  private final Path binary;
  private final Path repository;
  private final int port;
  private boolean online;
  private Process daemon;
  private final ReadWriteLock commands = new ReentrantReadWriteLock();
  private volatile boolean closed;

  private KuboNode(Path binary, Path repository, int port) {
    this.binary = binary;
    this.repository = repository;
    this.port = port;
  }

  /** Where there is no {@code ipfs} on this machine the test is skipped. */
  static KuboNode start(Path repository) throws Exception {
    var node = initialized(repository);
    node.restart();
    return node;
  }

  /** One that other nodes on this machine can reach, once they are told its address. */
  static KuboNode connectable(Path repository) throws Exception {
    var node = initialized(repository);
    node.cli("config", "Routing.Type", "none");
    node.online = true;
    node.restart();
    return node;
  }

  private static KuboNode initialized(Path repository) throws Exception {
    var binary = find();
    Assumptions.assumeTrue(binary.isPresent(), "no ipfs executable");
    var node = new KuboNode(binary.orElseThrow(), repository, freePort());
    node.cli("init", "--profile=test");
    node.cli("config", "Addresses.API", "/ip4/127.0.0.1/tcp/" + node.port);
    return node;
  }

  /** Where it is read from over HTTP. */
  URI gateway() throws IOException {
    var opened = GATEWAY.matcher(Files.readString(log().toPath()));
    if (!opened.find()) {
      throw new IOException("no gateway was opened");
    }
    return URI.create("http://127.0.0.1:" + opened.group(1));
  }

  /** Has it know another, as nodes out there find one another by themselves. */
  void meet(KuboNode other) throws Exception {
    cli("swarm", "connect", other.cli("id", "-f", "<addrs>").lines().findFirst().orElseThrow());
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + port);
  }

  void restart() throws Exception {
    var command = online ? command("daemon") : command("daemon", "--offline");
    daemon = command.redirectOutput(log()).start();
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> Files.readString(log().toPath()).contains("Daemon is ready"));
  }

  void kill() {
    daemon.destroyForcibly().onExit().join();
  }

  /** What the command line prints. */
  String cli(String... arguments) throws Exception {
    commands.readLock().lock();
    try {
      if (closed) {
        throw new IOException("the node is closed");
      }
      return printed(arguments);
    } finally {
      commands.readLock().unlock();
    }
  }

  private String printed(String... arguments) throws Exception {
    var process = command(arguments).start();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", arguments) + ": " + printed);
    }
    return printed;
  }

  @Override
  public void close() {
    closed = true;
    kill();
    // Without the daemon they work on the repository themselves, which is about to be deleted.
    commands.writeLock().lock();
  }

  private ProcessBuilder command(String... arguments) {
    var argv = new ArrayList<>(List.of(binary.toString()));
    argv.addAll(List.of(arguments));
    var builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.environment().putAll(Map.of("IPFS_PATH", repository.toString(), "HOME", "/nowhere"));
    return builder;
  }

  private File log() {
    return repository.resolve("daemon.log").toFile();
  }

  private static Optional<Path> find() throws IOException {
    var onPath =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "ipfs"))
            .filter(Files::isExecutable)
            .findFirst();
    var cache = Path.of(System.getProperty("user.home"), ".cache", "vitascope");
    return onPath.isPresent() || !Files.isDirectory(cache) ? onPath : in(cache);
  }

  private static Optional<Path> in(Path folder) throws IOException {
    try (var files =
        Files.find(folder, 4, (path, facts) -> path.endsWith("ipfs") && facts.isRegularFile())) {
      return files.filter(Files::isExecutable).findFirst();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
