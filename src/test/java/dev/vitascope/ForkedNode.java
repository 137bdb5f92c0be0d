package dev.vitascope;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A node in a JVM of its own, which may be killed. */
public final class ForkedNode implements AutoCloseable {

  private static final Pattern SERVING = Pattern.compile("serving on port (\\d+)");

  private static final Predicate<String> WARNING =
      Pattern.compile("(WARN|ERROR|Exception)").asPredicate();

  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Process process;
  private final URI server;

  private ForkedNode(Process process, URI server) {
    this.process = process;
    this.server = server;
  }

  public static ForkedNode start(Map<String, String> settings, Path data) throws IOException {
    return start(settings, data, List.of("-Xmx256m"));
  }

  /**
   * The same.
   *
   * @param options of its JVM
   */
  public static ForkedNode start(Map<String, String> settings, Path data, List<String> options)
      throws IOException {
    var environment = new HashMap<>(settings);
    environment.put(Settings.PORT, "0");
    environment.put(Settings.DATA, data.toString());
    environment.put(Settings.STOP_GRACE, "0");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    // What it unpacks would stay behind when it is killed.
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(data.resolve("tmp")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    var said = new StringBuilder();
    var out = process.inputReader();
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      var serving = SERVING.matcher(line);
      if (serving.find()) {
        var node =
            new ForkedNode(
                process, URI.create("http://127.0.0.1:" + Integer.parseInt(serving.group(1))));
        Thread.ofVirtual().start(() -> node.listen(out));
        return node;
      }
    }
    throw new AssertionError("it did not start:\n" + said);
  }

  private void listen(BufferedReader out) {
    try {
      out.lines().filter(WARNING).forEach(warnings::add);
    } catch (UncheckedIOException closed) {
      // It was killed while it spoke.
    }
  }

  public URI address() {
    return server;
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  /** The lines of its log in which it warned, so far. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  public ApiClient client() {
    return new ApiClient(server);
  }

  /** Sends a signal by its name, {@code STOP} say. */
  public void signal(String name) throws IOException, InterruptedException {
    var pid = Long.toString(process.pid());
    new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As SIGTERM; the exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not stop");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
