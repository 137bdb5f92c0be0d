package dev.vitascope;

import dev.vitascope.access.Access;
import dev.vitascope.api.HttpDoor;
import dev.vitascope.api.Operation;
import dev.vitascope.catalog.CatalogOperations;
import dev.vitascope.catalog.CatalogRecords;
import dev.vitascope.delivery.MediaRoute;
import dev.vitascope.delivery.PlayRoute;
import dev.vitascope.ingest.UploadExpiry;
import dev.vitascope.ingest.UploadOperations;
import dev.vitascope.ingest.UploadRecords;
import dev.vitascope.ingest.Uploads;
import dev.vitascope.links.PlaybackLinks;
import dev.vitascope.status.AddressBook;
import dev.vitascope.status.LiveSettings;
import dev.vitascope.status.LiveStatus;
import dev.vitascope.status.StatusOperations;
import dev.vitascope.status.VideoReads;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What answers people: the API, live status, published files, the page.
 *
 * @param checks the parts without which the node is not ready, by name
 */
record Doors(Adapters with, Map<String, Supplier<Future<?>>> checks) {

  /**
   * Opens them, the one that people come in by last.
   *
   * @return the port
   * @throws StartException if it cannot be opened
   */
  int open(Deployments deployments) {
    var uploads = new UploadRecords(with.database(), with.tasks(), with.outbox());
    var reads = new VideoReads(with.database());
    var access = access();
    var live = new LiveStatus(with.bus(), reads, access, LiveSettings.defaults(), with.meters());
    deployments.add(
        new UploadExpiry(with.database(), with.outbox(), with.store(), with.settings().ingest()),
        live);
    var operations = new HashMap<String, Operation>();
    operations.putAll(
        new UploadOperations(
                new Uploads(with.vertx(), with.store(), uploads, with.settings().ingest()))
            .operations());
    var links = links();
    var addresses =
        new AddressBook(
            with.store()::publicUrl,
            with.settings().pinning().gateway(),
            links,
            InstantSource.system());
    operations.putAll(new StatusOperations(reads, addresses).all());
    operations.putAll(
        new CatalogOperations(
                new CatalogRecords(with.database(), with.tasks(), with.outbox()),
                id -> reads.video(id, addresses),
                with.bus()::look)
            .operations());
    Map<String, Function<Vertx, Router>> mounts =
        Map.of(
            "/eventbus",
            live::router,
            "/media",
            new MediaRoute(with.store())::router,
            PlaybackLinks.PATH,
            new PlayRoute(links, with.store(), reads::visibility)::router);
    var door =
        new HttpDoor(
            with.settings().http(),
            access,
            operations,
            checks,
            with.meters(),
            with.tracing(),
            mounts);
    try {
      deployments.add(door);
    } catch (Exception e) {
      throw new StartException(
          "Port %d cannot be opened".formatted(with.settings().http().port()), e);
    }
    return door.port();
  }

  private PlaybackLinks links() {
    return new PlaybackLinks(
        with.settings().server(), with.settings().s3().secretKey(), InstantSource.system());
  }

  private Access access() {
    try {
      return Access.of(with.vertx(), with.settings().access());
    } catch (IllegalArgumentException e) {
      throw new StartException("Nobody could call", e);
    }
  }
}
