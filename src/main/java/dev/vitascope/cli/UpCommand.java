package dev.vitascope.cli;

import dev.vitascope.Settings;
import dev.vitascope.SettingsSource;
import dev.vitascope.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitascope up}: everything, on this machine. */
@Command(
    name = "up",
    description = "Starts everything, takes the files all the way, and serves on.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Videos to take all the way.")
  private List<Path> files = List.of();

  @Option(names = "--sample", description = "Make a short clip and take that too.")
  private boolean sample;

  @Option(names = "--port", paramLabel = "PORT", description = "Where to serve (8080).")
  private Integer port;

  @Option(names = "--data", paramLabel = "DIR", description = "Where data lies (.vitascope).")
  private Path data;

  @Option(names = "--exit", description = "Stop when all files are done.")
  private boolean exit;

  @Option(names = "--json", description = "Print one JSON object a video on standard output.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    files.forEach(this::checkReadable);
    var source = SettingsSource.of(System.getenv(), Path.of("conf")).with(options());
    var folder = Settings.data(source);
    var stop = stopping();
    logTo(folder.resolve("logs"));
    return new Session(source, folder, stop, spec.commandLine())
        .run(new Session.Wanted(files, sample, exit, json));
  }

  private Map<String, String> options() {
    var options = new HashMap<String, String>();
    // Who presses Ctrl-C does not want to wait for an encode; it goes on with the next start.
    options.put(Settings.STOP_GRACE, "0");
    if (port != null) {
      options.put(Settings.PORT, port.toString());
    }
    if (data != null) {
      options.put(Settings.DATA, data.toString());
    }
    return options;
  }

  /** The first signal ends whatever this thread waits for. */
  private static CountDownLatch stopping() {
    var main = Thread.currentThread();
    var stop = new CountDownLatch(1);
    Signals.onFirst(
        () -> {
          stop.countDown();
          main.interrupt();
        });
    return stop;
  }

  /** Before the first logger is made: the terminal is for the person. */
  private static void logTo(Path logs) throws IOException {
    Files.createDirectories(logs);
    System.setProperty("vitascope.logs", logs.toString());
    System.setProperty("logback.configurationFile", "logback-up.xml");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private void checkReadable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ParameterException(
          spec.commandLine(), "There is no file that can be read at '" + file + "'.");
    }
  }
}
