package dev.vitascope.cli;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.Settings;
import dev.vitascope.SettingsSource;
import dev.vitascope.db.Database;
import dev.vitascope.devservices.DevServices;
import dev.vitascope.devservices.DevServicesOptions;
import dev.vitascope.devservices.Part;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.pinning.KuboClient;
import dev.vitascope.video.Cid;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Database, storage and IPFS node as a command looks at them, beside the nodes that work with them.
 * What has no address is started for as long.
 *
 * @param source the settings, with the addresses of what was started
 */
record OpenedParts(
    SettingsSource source,
    DevServices services,
    Vertx vertx,
    Database database,
    S3ObjectStore store,
    Optional<KuboClient> kubo)
    implements AutoCloseable {

  /**
   * Opens them.
   *
   * @param data where embedded services keep their data; null for where the settings say
   */
  static OpenedParts open(Path data, ServiceLines lines) throws IOException {
    var given = data == null ? Map.<String, String>of() : Map.of(Settings.DATA, data.toString());
    var source = SettingsSource.of(System.getenv(), Path.of("conf")).with(given);
    var options = DevServicesOptions.in(Settings.data(source)).withParts(needed(source));
    var services = DevServices.start(options, lines::tell);
    return open(source.with(services.settings()), services);
  }

  private static OpenedParts open(SettingsSource source, DevServices services) {
    var vertx = Vertx.vertx();
    var pinning = Settings.pinning(source);
    return new OpenedParts(
        source,
        services,
        vertx,
        Database.open(vertx, Settings.database(source)),
        S3ObjectStore.open(Settings.s3(source)),
        pinning.hasNode() ? Optional.of(KuboClient.open(vertx, pinning)) : Optional.empty());
  }

  /** The broker has nothing to say here. */
  private static EnumSet<Part> needed(SettingsSource source) {
    var parts = EnumSet.noneOf(Part.class);
    Session.ADDRESSES.forEach(
        (part, setting) -> {
          if (part != Part.PULSAR && !source.has(setting)) {
            parts.add(part);
          }
        });
    return parts;
  }

  /** Whether the IPFS node keeps a directory; absent where there is none to ask. */
  Optional<Function<Cid, Future<Boolean>>> pinned() {
    return kubo.map(node -> node::pinned);
  }

  @Override
  public void close() {
    store.close();
    await(vertx.close());
    services.close();
  }
}
