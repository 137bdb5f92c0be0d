package dev.vitascope.devservices;

import dev.vitascope.process.Supervisor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service's process: supervised, its output in a log of its own. */
final class ServiceProcess implements AutoCloseable {

  /** Whether the service answers yet. */
  interface Check {
    boolean answers() throws Exception;
  }

  private static final int TAIL = 15;

  private final String name;
  private final Path log;
  private final Supervisor supervisor;
  private final Process process;

  private ServiceProcess(String name, Path log, Supervisor supervisor, Process process) {
    this.name = name;
    this.log = log;
    this.supervisor = supervisor;
    this.process = process;
  }

  static ServiceProcess start(
      String name,
      Path log,
      Supervisor supervisor,
      List<String> argv,
      Map<String, String> environment,
      DataLock lock)
      throws IOException {
    var builder =
        new ProcessBuilder(supervisor.wrap(argv))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    lock.child(name, process.toHandle());
    return new ServiceProcess(name, log, supervisor, process);
  }

  /**
   * Waits until it answers.
   *
   * @throws ServiceException if it ends before, or takes too long
   */
  void await(Check check, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!answers(check)) {
      if (!process.isAlive()) {
        throw new ServiceException(name + " ended as it started:\n" + tail(log));
      }
      if (System.nanoTime() > deadline) {
        throw new ServiceException(
            "%s does not answer after %d s:\n%s".formatted(name, atMost.toSeconds(), tail(log)));
      }
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      long patience = supervisor.grace().toSeconds() + 1;
      if (!process.waitFor(patience, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor(patience, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answers(Check check) throws InterruptedException {
    try {
      return check.answers();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception notYet) {
      return false;
    }
  }

  /** The last lines of a log. */
  static String tail(Path log) {
    try {
      var lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException e) {
      return "(it left no log at " + log + ")";
    }
  }
}
