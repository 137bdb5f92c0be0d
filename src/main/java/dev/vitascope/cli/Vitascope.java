package dev.vitascope.cli;

import dev.vitascope.Settings;
import dev.vitascope.SettingsException;
import dev.vitascope.SettingsSource;
import dev.vitascope.StartException;
import dev.vitascope.devservices.DevServicesException;
import dev.vitascope.media.FfmpegUnavailableException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The program's one command; what it does stands in its subcommands. */
@Command(
    name = "vitascope",
    description = "Uploads, transcodes, stores and pins videos.",
    mixinStandardHelpOptions = true,
    versionProvider = Vitascope.Version.class,
    subcommands = {
      UpCommand.class,
      IngestCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      FsckCommand.class,
      RetentionCommand.class,
      RetryCommand.class,
      TokenCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a video failed",
      "2:wrong usage",
      "3:the environment lacks something"
    })
public final class Vitascope implements Runnable {

  /** A table or a column that is not there: the SQLSTATEs of PostgreSQL and CockroachDB. */
  private static final Set<String> NO_SUCH_SCHEMA = Set.of("42P01", "42703");

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Vitascope())
        .setExecutionStrategy(Vitascope::trusting)
        .setExecutionExceptionHandler((e, command, parsed) -> explained(e, command));
  }

  /** Whatever a command connects to, it believes the authorities that the settings name. */
  private static int trusting(ParseResult parsed) {
    try {
      Settings.trust(SettingsSource.of(System.getenv(), Path.of("conf")));
    } catch (IOException | SettingsException e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
    }
    return new RunLast().execute(parsed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do.");
  }

  /** What a person can act on is said in a sentence; anything else shows where it comes from. */
  private static int explained(Exception e, CommandLine command) throws Exception {
    if (e instanceof ServerException refused) {
      command.getErr().println(Text.plain(refused.getMessage()));
      return refused.noServer() ? ExitCode.LACKING : ExitCode.FAILED;
    }
    if (e instanceof PgException refused && NO_SUCH_SCHEMA.contains(refused.getSqlState())) {
      command.getErr().println("No node of this version has ever run on this database.");
      return ExitCode.LACKING;
    }
    if (e instanceof SettingsException
        || e instanceof StartException
        || e instanceof DevServicesException
        || e instanceof FfmpegUnavailableException) {
      command.getErr().println(e.getMessage());
      return ExitCode.LACKING;
    }
    throw e;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Vitascope.class.getPackage().getImplementationVersion();
      return new String[] {"vitascope " + (version == null ? "0.1.0" : version)};
    }
  }
}
