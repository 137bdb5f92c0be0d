package dev.vitascope;

import dev.vitascope.media.FfmpegFinder;
import dev.vitascope.media.FfmpegUnavailableException;
import dev.vitascope.process.Signals;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A node against services that have addresses: what production runs. */
public final class Main {

  /** The environment lacks something, as the command line tells it too. */
  private static final int LACKING = 3;

  private Main() {}

  public static void main(String[] args) throws Exception {
    try {
      serve();
      System.exit(0);
    } catch (SettingsException | StartException | FfmpegUnavailableException e) {
      System.err.println(e.getMessage());
      System.exit(LACKING);
    }
  }

  private static void serve() throws Exception {
    var settings = Settings.read(SettingsSource.of(System.getenv(), Path.of("conf")));

    var ffmpeg = new FfmpegFinder(settings.media()).find();

    var stopping = new CountDownLatch(1);
    Signals.onFirst(stopping::countDown);

    try (var node = Node.start(settings, ffmpeg)) {
      System.err.println("serving on port " + node.port());
      stopping.await();
    }
  }
}
