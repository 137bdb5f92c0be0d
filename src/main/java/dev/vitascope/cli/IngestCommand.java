package dev.vitascope.cli;

import dev.vitascope.video.Visibility;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitascope ingest}: a client only. */
@Command(
    name = "ingest",
    description = "Uploads files to a running server and follows them until they can be watched.",
    mixinStandardHelpOptions = true)
public final class IngestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The videos to upload.")
  private List<Path> files;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = ServerAddress.DEFAULT,
      converter = ServerAddress.class,
      description = "The server to send them to (${DEFAULT-VALUE}).")
  private URI server;

  @Option(
      names = "--title",
      paramLabel = "T",
      description = "The title; without it the file's name.")
  private String title;

  @Option(
      names = "--private",
      description = "Only signed links that end play them; no copy goes to IPFS.")
  private boolean hidden;

  @Option(names = "--json", description = "Print one JSON object a video on standard output.")
  private boolean json;

  @Option(names = "--no-wait", description = "Return when the upload has ended.")
  private boolean noWait;

  private PendingUploads pending = PendingUploads.ofUser();

  /** Where uploads that were cut off are remembered; the user's state folder unless set. */
  void remembersIn(PendingUploads other) {
    pending = other;
  }

  @Override
  public Integer call() throws InterruptedException {
    var distinct = files.stream().distinct().toList();
    distinct.forEach(this::checkReadable);
    Optional<Follow.Until> until =
        noWait ? Optional.empty() : Optional.of(Follow.Until.PIN_SETTLED);
    try (var client = VideoClient.of(server)) {
      List<Outcome> outcomes;
      try (var display = Console.standardError().display()) {
        outcomes = new Ingest(client, pending, display).all(distinct, announced(), until);
      }
      var shell = spec.commandLine();
      Report.print(outcomes, client, json, shell.getOut(), shell.getErr());
      return Report.exitCode(outcomes);
    }
  }

  private Announced announced() {
    return new Announced(
        Optional.ofNullable(title), hidden ? Visibility.PRIVATE : Visibility.PUBLIC);
  }

  private void checkReadable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ParameterException(
          spec.commandLine(), "There is no file that can be read at '" + file + "'.");
    }
  }
}
