package dev.vitascope.devservices;

import dev.vitascope.process.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command that is run to its end. */
final class Command {

  private Command() {}

  /**
   * Runs it, its output in a log.
   *
   * @throws ServiceException if it ends with another code than 0, with its last lines
   */
  static void run(List<String> argv, Map<String, String> environment, Path folder, Path log)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(Supervisor.AT_ONCE.wrap(argv))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new ServiceException(
            "%s ended with %d:\n%s".formatted(argv.getFirst(), code, ServiceProcess.tail(log)));
      }
    } finally {
      process.destroy();
    }
  }
}
