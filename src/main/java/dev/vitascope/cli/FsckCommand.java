package dev.vitascope.cli;

import dev.vitascope.fsck.Disagreement;
import dev.vitascope.fsck.Fsck;
import dev.vitascope.video.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vitascope fsck}: what disagrees between database, storage and IPFS. */
@Command(
    name = "fsck",
    description = "Names all in which database, storage and IPFS disagree; changes nothing.",
    mixinStandardHelpOptions = true)
final class FsckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--data", description = "Where embedded services keep their data.")
  private Path data;

  @Option(names = "--json", description = "Print what is found as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    System.setProperty("logback.configurationFile", "logback-quiet.xml");
    try (var parts = OpenedParts.open(data, new ServiceLines(spec.commandLine().getErr()))) {
      return tell(new Fsck(parts.database(), parts.store(), parts.pinned()).run());
    }
  }

  private int tell(List<Disagreement> found) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(found));
    } else {
      found.forEach(out::println);
      out.println(found.isEmpty() ? "All agree." : found.size() + " disagreements.");
    }
    out.flush();
    return found.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
