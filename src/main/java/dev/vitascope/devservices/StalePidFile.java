package dev.vitascope.devservices;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PostgreSQL's {@code postmaster.pid} after a crash of the whole machine or container: the number
 * in it may by then be another program's, and the server would refuse to start beside itself.
 */
final class StalePidFile {

  private StalePidFile() {}

  /**
   * Removes the file if a process of that number lives and is no PostgreSQL. If none lives, the
   * server sorts it out, and better: it looks for backends that outlived their parent.
   */
  static void removeFrom(Path cluster) throws IOException {
    var file = cluster.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    var pid = Files.readAllLines(file).stream().findFirst().map(String::strip).orElse("");
    var takenByAnother =
        pid.matches("\\d{1,10}")
            && ProcessHandle.of(Long.parseLong(pid))
                .filter(not(process -> process.info().command().orElse("").endsWith("postgres")))
                .isPresent();
    if (takenByAnother) {
      Files.delete(file);
    }
  }
}
