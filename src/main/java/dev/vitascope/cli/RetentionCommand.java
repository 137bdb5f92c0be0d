package dev.vitascope.cli;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.Settings;
import dev.vitascope.bus.Outbox;
import dev.vitascope.ingest.IngestSettings;
import dev.vitascope.ingest.UploadExpiry;
import dev.vitascope.retention.Decision;
import dev.vitascope.retention.Retention;
import dev.vitascope.retention.RetentionLoop;
import dev.vitascope.video.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code vitascope retention}: originals that have had their time, and uploads that were left, now
 * rather than by and by.
 */
@Command(
    name = "retention",
    description =
        "Archives or deletes originals that have had their time and uploads that were left, as nodes"
            + " do.",
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
      var uploads = uploads(parts);
      var left = await(uploads.due());
      if (dryRun) {
        return tell(left, retention.plan());
      }
      await(uploads.sweep());
      return carryOut(parts, left, retention);
    }
  }

  private static UploadExpiry uploads(OpenedParts parts) {
    return new UploadExpiry(parts.database(), new Outbox(), parts.store(), IngestSettings.DEFAULTS);
  }

  private int carryOut(OpenedParts parts, List<UploadExpiry.Left> left, Retention retention) {
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
    return tell(left, done);
  }

  private int tell(List<UploadExpiry.Left> uploads, List<Decision> originals) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(Stream.concat(uploads.stream(), originals.stream()).toList()));
    } else {
      uploads.forEach(out::println);
      originals.forEach(out::println);
      long go = originals.stream().filter(Decision::goes).count();
      out.printf(
          "%d originals and %d uploads %s, %d stay though their time has come.%n",
          go, uploads.size(), dryRun ? "would go" : "went", originals.size() - go);
    }
    out.flush();
    return ExitCode.DONE;
  }
}
