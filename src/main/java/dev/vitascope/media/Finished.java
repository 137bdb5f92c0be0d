package dev.vitascope.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A short command that was run to its end.
 *
 * @param exitCode {@link ChildProcess#UNKNOWN} if it had to be stopped
 * @param output all it wrote to its standard output
 * @param errors the last lines of its standard error
 */
record Finished(int exitCode, String output, List<String> errors) {

  private static final Logger LOG = LoggerFactory.getLogger(Finished.class);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Path FOLDER = Path.of("/");

  /** Runs a command that needs no more than {@code limits} give a probe. */
  static Finished run(List<String> argv, MediaLimits limits) throws InterruptedException {
    LOG.debug("{}", CommandLine.of(argv));
    var output = new StringBuilder();
    long begun = System.nanoTime();
    try (var process = ChildProcess.start("probe", argv, FOLDER, Allowance.toProbe(limits))) {
      while (System.nanoTime() - begun < limits.probeTime().toNanos()) {
        switch (process.next(TICK).orElse(null)) {
          case null -> {}
          case ChildProcess.Event.Output(var text) -> output.append(text);
          case ChildProcess.Event.Ended(var code) -> {
            return new Finished(code, output.toString(), process.errors());
          }
        }
      }
      return new Finished(ChildProcess.UNKNOWN, output.toString(), process.errors());
    }
  }

  boolean succeeded() {
    return exitCode == 0;
  }

  /** What it said of its failure, for operators. */
  Exception cause() {
    return new FfmpegException(exitCode, errors);
  }
}
