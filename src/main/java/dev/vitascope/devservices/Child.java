package dev.vitascope.devservices;

import dev.vitascope.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part that is a process of its own. It ends with this JVM, however that ends; should it end
 * before, it is started again.
 */
final class Child {

  /** Whether the part answers. */
  interface Check {
    boolean passes() throws IOException, InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Child.class);
  private static final int REVIVALS = 10;
  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(100);
  private static final Duration BEFORE_REVIVAL = Duration.ofSeconds(1);
  private static final int SECONDS_TO_DIE = 3;

  private final Site site;
  private final Part part;
  private final Supervisor supervisor;
  private final ProcessBuilder builder;
  private Process process;
  private int revivals;
  private volatile boolean wanted = true;
  private volatile boolean answered;

  private Child(Site site, Part part, Supervisor supervisor, ProcessBuilder builder) {
    this.site = site;
    this.part = part;
    this.supervisor = supervisor;
    this.builder = builder;
  }

  /**
   * Starts a process and waits until it passes the check.
   *
   * @param program command line, environment and folder; its output goes to the part's log
   * @throws ServiceFailed if it ends before, or the limit is reached
   */
  static Child start(
      Site site,
      Part part,
      Supervisor supervisor,
      ProcessBuilder program,
      Duration limit,
      Check up) {
    var log = site.log(part);
    program.command(supervisor.wrap(program.command()));
    program.redirectErrorStream(true);
    program.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var child = new Child(site, part, supervisor, program);
    try {
      keepLast(log);
      child.spawn();
      child.await(limit, up);
      return child;
    } catch (IOException | InterruptedException e) {
      child.stop();
      throw new ServiceFailed(part, e);
    } catch (RuntimeException e) {
      child.stop();
      throw e;
    }
  }

  private static void keepLast(Path log) throws IOException {
    if (Files.exists(log)) {
      var last = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, last, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private synchronized void spawn() throws IOException {
    if (wanted) {
      process = builder.start();
      site.lock().adopt(process.toHandle());
      var begun = process;
      Thread.ofVirtual().name("watch " + part.folder()).start(() -> revive(begun.onExit().join()));
    }
  }

  private void await(Duration limit, Check up) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + limit.toNanos();
    while (!up.passes()) {
      if (!process.isAlive()) {
        throw new ServiceFailed(part, "ended with code " + process.exitValue(), site.log(part));
      }
      if (System.nanoTime() > deadline) {
        var seconds = limit.toSeconds();
        throw new ServiceFailed(part, "did not answer in %d s".formatted(seconds), site.log(part));
      }
      Thread.sleep(BETWEEN_CHECKS);
    }
    answered = true;
    // Only now are the processes there that it starts itself.
    site.lock().adopt(process.toHandle());
  }

  private void revive(Process ended) {
    if (!wanted || !answered || ++revivals > REVIVALS) {
      return;
    }
    LOG.warn("{} ended with code {} and is started again", part.title(), ended.exitValue());
    try {
      // What the supervisor may have left, had it been the one to be killed, ends by this.
      ended.getOutputStream().close();
      Thread.sleep(BEFORE_REVIVAL);
      spawn();
    } catch (IOException e) {
      LOG.error("{} could not be started again", part.title(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks it to end, gives it the supervisor's grace, and returns when it is gone. */
  synchronized void stop() {
    wanted = false;
    if (process == null) {
      return;
    }
    var interrupted = Thread.interrupted();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(supervisor.grace().toSeconds() + SECONDS_TO_DIE, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.warn("{} was not ended cleanly", part.title(), e);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
