package dev.vitascope.cli;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.Settings;
import dev.vitascope.SettingsException;
import dev.vitascope.SettingsSource;
import dev.vitascope.bus.Broker;
import dev.vitascope.db.Database;
import dev.vitascope.devservices.DevServicesException;
import dev.vitascope.devservices.DevServicesOptions;
import dev.vitascope.devservices.Finding;
import dev.vitascope.devservices.Part;
import dev.vitascope.media.FfmpegFinder;
import dev.vitascope.media.FfmpegUnavailableException;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.pinning.KuboClient;
import dev.vitascope.video.VideoException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Looks at each part that the program needs, as it is set up here. */
final class Checkup {

  /**
   * A part as it was found.
   *
   * @param lacking what is wrong with it and what to do; empty if nothing is
   */
  record Result(String name, String source, String version, String address, List<String> lacking) {

    static Result well(String name, String source, String version, String address) {
      return new Result(name, source, version, address, List.of());
    }

    static Result ill(String name, String source, String address, String why) {
      return new Result(name, source, "", address, List.of(why));
    }
  }

  private interface Trial {
    Result run() throws IOException, InterruptedException;
  }

  static final String CONFIGURED = "configured";

  private final Vertx vertx;
  private final SettingsSource source;

  Checkup(Vertx vertx, SettingsSource source) {
    this.vertx = vertx;
    this.source = source;
  }

  /** All parts, looked at side by side; those that do not answer take their time. Blocks. */
  List<Result> results() throws InterruptedException, ExecutionException {
    var looks =
        new ArrayList<Callable<Result>>(
            List.of(
                Checkup::java,
                () -> part(Part.POSTGRES, Settings.DATABASE_URL, this::database),
                () -> part(Part.PULSAR, Settings.PULSAR_URL, this::broker),
                () -> part(Part.S3, Settings.S3_ENDPOINT, this::storage),
                () -> part(Part.IPFS, Settings.IPFS_API, this::ipfs),
                this::ffmpeg));
    looks.addAll(new CopiesCheckup(vertx, source).looks());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<Result>();
      for (var look : threads.invokeAll(looks)) {
        results.add(look.get());
      }
      return results;
    }
  }

  private static Result java() {
    var home = System.getProperty("java.home");
    return Result.well("Java", "found", Runtime.version().toString(), home);
  }

  private Result part(Part part, String setting, Trial configured)
      throws IOException, InterruptedException {
    if (!source.has(setting)) {
      return embedded(part);
    }
    var address = address(setting);
    try {
      return configured.run();
    } catch (VideoException | SettingsException | IllegalArgumentException | IOException e) {
      var why = "%s cannot be used: %s".formatted(setting, VideoException.root(e).getMessage());
      return Result.ill(part.title(), CONFIGURED, address, why);
    }
  }

  private Result embedded(Part part) {
    try {
      var found = Finding.of(part, DevServicesOptions.in(Settings.data(source)));
      return Result.well(part.title(), found.source(), found.version(), "");
    } catch (DevServicesException e) {
      return Result.ill(part.title(), "not available", "", e.getMessage());
    }
  }

  private Result database() {
    var database = Database.open(vertx, Settings.database(source));
    try {
      var version = await(database.run("SHOW server_version")).iterator().next().getString(0);
      return configured(Part.POSTGRES, Settings.DATABASE_URL, version, List.of());
    } finally {
      await(database.close());
    }
  }

  private Result broker() {
    var broker = Broker.open(Settings.bus(source));
    try {
      await(broker.prepare());
      return configured(Part.PULSAR, Settings.PULSAR_URL, "", List.of());
    } finally {
      await(broker.close());
    }
  }

  private Result storage() throws IOException, InterruptedException {
    var store = S3ObjectStore.open(Settings.s3(source));
    try {
      return configured(Part.S3, Settings.S3_ENDPOINT, "", StorageTrial.complaintsOf(store));
    } finally {
      store.close();
    }
  }

  private Result ipfs() {
    var kubo = KuboClient.open(vertx, Settings.pinning(source));
    try {
      return configured(Part.IPFS, Settings.IPFS_API, await(kubo.version()), List.of());
    } finally {
      await(kubo.close());
    }
  }

  private Result ffmpeg() throws InterruptedException {
    try {
      var found = new FfmpegFinder(Settings.media(source)).find();
      var version = found.version() + ", " + found.encoder() + ", in " + found.sandbox();
      return Result.well("ffmpeg", found.source(), version, "");
    } catch (FfmpegUnavailableException e) {
      return Result.ill("ffmpeg", "not available", "", e.getMessage());
    }
  }

  private Result configured(Part part, String setting, String version, List<String> lacking) {
    return new Result(part.title(), CONFIGURED, version, address(setting), lacking);
  }

  private String address(String setting) {
    return address(URI.create(source.values().get(setting)));
  }

  /** Host and port; never what may stand before an {@code @}. */
  static String address(URI address) {
    return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
  }
}
