package dev.vitascope.devservices;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitascope.process.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs that do one thing and end. */
final class Program {

  private static final long SECONDS_TO_ANSWER = 20;

  private Program() {}

  /** What a program prints, if it can be run, ends soon, and does so without complaint. */
  static Optional<String> answer(String... argv) {
    try {
      var process =
          new ProcessBuilder(argv)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      var reading = process.inputReader(UTF_8);
      if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      var text = String.join("\n", reading.lines().toList()).strip();
      return process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Runs a program to its end, which comes at the latest with ours.
   *
   * @return whether it ended well within the limit
   * @throws IOException if it cannot be started
   */
  static boolean run(ProcessBuilder program, Path log, Duration limit) throws IOException {
    program.command(Supervisor.AT_ONCE.wrap(program.command()));
    var process = program.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      return process.waitFor(limit.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.getOutputStream().close();
    }
  }
}
