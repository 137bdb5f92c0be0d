package dev.vitascope;

import dev.vitascope.db.DatabaseSettings;
import dev.vitascope.db.Migrations;
import dev.vitascope.devservices.DevServices;
import dev.vitascope.devservices.DevServicesOptions;
import dev.vitascope.devservices.ServiceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The real parts that tests run on, started once a run, and gone with it. */
public final class EmbeddedServices {

  /** Apart from the rest, so that the threads that start services need not wait for this one. */
  private static final class Started {
    static final Map<String, String> SETTINGS = start();
  }

  private EmbeddedServices() {}

  /** As the environment would give them. */
  public static Map<String, String> settings() {
    return Started.SETTINGS;
  }

  /** A database with the schema in it. */
  public static DatabaseSettings database() {
    return new DatabaseSettings(URI.create(Started.SETTINGS.get(Settings.DATABASE_URL)), 8);
  }

  public static URI pulsarUrl() {
    return URI.create(Started.SETTINGS.get(Settings.PULSAR_URL));
  }

  /** The IPFS node's API; empty where none can be had. */
  public static Optional<URI> ipfsApi() {
    return Optional.ofNullable(Started.SETTINGS.get(Settings.IPFS_API)).map(URI::create);
  }

  private static Map<String, String> start() {
    try {
      var data = Files.createTempDirectory("vitascope-test");
      var services = DevServices.start(DevServicesOptions.in(data), EmbeddedServices::tell);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(services, data)));
      Migrations.run(
          new DatabaseSettings(URI.create(services.settings().get(Settings.DATABASE_URL)), 2));
      return services.settings();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tell(ServiceReport report) {
    if (report instanceof ServiceReport.Unavailable missing) {
      System.err.println("Tests that need it are skipped: " + missing.reason());
    }
  }

  private static void stop(DevServices services, Path data) {
    services.close();
    try (var files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(EmbeddedServices::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
