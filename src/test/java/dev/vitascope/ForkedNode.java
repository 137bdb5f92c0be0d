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

  private final Queue<String> said;
  private final Process process;
  private final URI server;

  private ForkedNode(Process process, Queue<String> said, URI server) {
    this.process = process;
    this.said = said;
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
    var process = run(settings, data, options);
    var said = new ConcurrentLinkedQueue<String>();
    var out = process.inputReader();
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      var serving = SERVING.matcher(line);
      if (serving.find()) {
        Thread.ofVirtual().start(() -> listen(out, said));
        var port = Integer.parseInt(serving.group(1));
        return new ForkedNode(process, said, URI.create("http://127.0.0.1:" + port));
      }
    }
    throw new AssertionError("it did not start:\n" + String.join("\n", said));
  }

  /**
   * All that one says which cannot start.
   *
   * @param reason in the line after which it is killed
   */
  static String failing(Map<String, String> settings, Path data, String reason) throws IOException {
    var process = run(settings, data, List.of("-Xmx256m"));
    var said = new StringBuilder();
    try (var out = process.inputReader()) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        if (line.contains(reason)) {
          return said.toString();
        }
      }
      throw new AssertionError("it did not say \"%s\":\n%s".formatted(reason, said));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process run(Map<String, String> settings, Path data, List<String> options)
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
    return builder.start();
  }

  private static void listen(BufferedReader out, Queue<String> said) {
    try {
      out.lines().forEach(said::add);
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
    return said.stream().filter(WARNING).toList();
  }

  /** All lines of its output, so far. */
  List<String> said() {
    return List.copyOf(said);
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
