package dev.vitascope.cli;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.Settings;
import dev.vitascope.retention.Decision;
import dev.vitascope.retention.Retention;
import dev.vitascope.retention.RetentionLoop;
import dev.vitascope.video.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vitascope retention}: originals that have had their time, now rather than by and by. */
@Command(
    name = "retention",
    description = "Archives or deletes the originals that have had their time, as nodes do.",
    mixinStandardHelpOptions = true)
final class RetentionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "Only say what would go and why, and what stays.")
  private boolean dryRun;

  @Option(names = "--data", description = "Where embedded services keep their data.")
  private Path data;

  @Option(names = "--json", description = "Print each original as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    System.setProperty("logback.configurationFile", "logback-quiet.xml");
    try (var parts = OpenedParts.open(data, new ServiceLines(spec.commandLine().getErr()))) {
      var retention =
          new Retention(
              parts.database(), parts.store(), parts.pinned(), Settings.retention(parts.source()));
      return dryRun ? tell(retention.plan()) : carryOut(parts, retention);
    }
  }

  private int carryOut(OpenedParts parts, Retention retention) {
    var turn = RetentionLoop.turn(parts.database(), "retention-" + UUID.randomUUID());
    if (!await(turn.hold())) {
      spec.commandLine().getErr().println("A node is at it: try again in a while.");
      return ExitCode.LACKING;
    }
    var done = new ArrayList<Decision>();
    try {
      retention.carryOut(() -> await(turn.hold()), done::add);
    } finally {
      await(turn.release());
    }
    return tell(done);
  }

  private int tell(List<Decision> decisions) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(decisions));
    } else {
      decisions.forEach(out::println);
      long goes = decisions.stream().filter(Decision::goes).count();
      out.printf(
          "%d originals %s, %d stay though their time has come.%n",
          goes, dryRun ? "would go" : "went", decisions.size() - goes);
    }
    out.flush();
    return ExitCode.DONE;
  }
}
