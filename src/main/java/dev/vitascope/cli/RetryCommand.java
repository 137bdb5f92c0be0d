package dev.vitascope.cli;

import dev.vitascope.video.VideoId;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitascope retry}: failed videos, once what made them fail is mended. */
@Command(
    name = "retry",
    description = "Has failed videos tried again, with all their attempts anew.",
    mixinStandardHelpOptions = true)
public final class RetryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      converter = StatusCommand.IdConverter.class,
      description = "The videos' ids.")
  private List<VideoId> ids = List.of();

  @Option(names = "--failed", description = "All videos that have failed.")
  private boolean failed;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = ServerAddress.DEFAULT,
      converter = ServerAddress.class,
      description = "The server to ask (${DEFAULT-VALUE}).")
  private URI server;

  @Override
  public Integer call() throws InterruptedException {
    if (ids.isEmpty() != failed) {
      throw new ParameterException(spec.commandLine(), "Name videos, or say --failed.");
    }
    int code = ExitCode.DONE;
    try (var client = VideoClient.of(server)) {
      for (var id : failed ? client.failed() : ids) {
        if (!isRetried(client, id)) {
          code = ExitCode.FAILED;
        }
      }
    }
    return code;
  }

  private boolean isRetried(VideoClient client, VideoId id) throws InterruptedException {
    var shell = spec.commandLine();
    try {
      client.retry(id);
      shell.getOut().println(id + " is queued again");
      return true;
    } catch (ServerException e) {
      if (e.httpStatus() / 100 != 4) {
        throw e;
      }
      shell.getErr().println(id + ": " + e.getMessage());
      return false;
    }
  }
}
