package dev.vitascope.cli;

import dev.vitascope.SettingsSource;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vitascope doctor}: whether this machine has what it takes, and if not, what to do. */
@Command(
    name = "doctor",
    description = "Looks at each part it needs: found where, which version, or what to do.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    System.setProperty("logback.configurationFile", "logback-quiet.xml");
    var vertx = Vertx.vertx();
    try {
      var source = SettingsSource.of(System.getenv(), Path.of("conf"));
      return tell(new Checkup(vertx, source).results());
    } finally {
      vertx.close().await();
    }
  }

  private int tell(List<Checkup.Result> results) {
    var out = spec.commandLine().getOut();
    var lines = new ServiceLines(out);
    for (var result : results) {
      lines.line(result.name(), result.source(), result.version(), result.address(), "");
      result.lacking().forEach(why -> out.println("    ! " + why));
    }
    boolean well = results.stream().allMatch(result -> result.lacking().isEmpty());
    out.printf("%n%s%n", well ? "All is there." : "Something is lacking: see the lines marked !");
    out.flush();
    return well ? ExitCode.DONE : ExitCode.LACKING;
  }
}
