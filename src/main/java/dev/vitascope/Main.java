package dev.vitascope;

import dev.vitascope.db.Migrations;
import dev.vitascope.media.FfmpegFinder;
import dev.vitascope.media.FfmpegUnavailableException;
import dev.vitascope.process.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** A node against services that have addresses: what production runs. */
public final class Main {

  /** The environment lacks something, as the command line tells it too. */
  private static final int LACKING = 3;

  private Main() {}

  public static void main(String[] args) throws Exception {
    try {
      if (List.of(args).equals(List.of("migrate"))) {
        migrate();
      } else {
        serve();
      }
      System.exit(0);
    } catch (SettingsException | StartException | FfmpegUnavailableException e) {
      System.err.println(e.getMessage());
      System.exit(LACKING);
    }
  }

  /** Brings the schema up to date and ends, for those who want it done before nodes start. */
  private static void migrate() throws IOException {
    var source = settings();
    Settings.trust(source);
    Migrations.run(Settings.database(source));
  }

  /** The form of the log is settled with them, before anything is logged. */
  private static SettingsSource settings() throws IOException {
    var source = SettingsSource.of(System.getenv(), Path.of("conf"));
    if (source.text("VITASCOPE_LOG").equals(Optional.of("json"))) {
      System.setProperty("logback.configurationFile", "logback-json.xml");
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    return source;
  }

  private static void serve() throws Exception {
    var source = settings();
    var settings = Settings.read(source);
    Settings.trust(source);

    var ffmpeg = new FfmpegFinder(settings.media()).find();

    var stopping = new CountDownLatch(1);
    Signals.onFirst(stopping::countDown);

    try (var node = Node.start(settings, ffmpeg)) {
      System.err.println("serving on port " + node.port());
      stopping.await();
    }
  }
}
