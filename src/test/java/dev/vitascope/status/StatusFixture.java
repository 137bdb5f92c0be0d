package dev.vitascope.status;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.access.Access;
import dev.vitascope.api.FakeOperations;
import dev.vitascope.api.OpenDoor;
import dev.vitascope.bus.Bus;
import dev.vitascope.bus.LoopbackBridge;
import dev.vitascope.db.Database;
import dev.vitascope.db.Migrations;
import dev.vitascope.links.PlaybackLinks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** The stage on a real database, behind a real door. */
record StatusFixture(
    Vertx vertx, Database database, LiveStatus live, LoopbackBridge bridge, OpenDoor door)
    implements AutoCloseable {

  static StatusFixture open() {
    return open(Access.OPEN);
  }

  static StatusFixture open(Access access) {
    Migrations.run(EmbeddedServices.database());
    var vertx = Vertx.vertx();
    var database = Database.open(vertx, EmbeddedServices.database());
    var reads = new VideoReads(database);
    var bus = new Bus(vertx);
    var live =
        new LiveStatus(bus, reads, access, LiveSettings.defaults(), new SimpleMeterRegistry());
    await(vertx.deployVerticle(live));
    var addresses =
        new AddressBook(
            key -> URI.create("https://media.example/" + key),
            Optional.of(URI.create("https://gateway.example/")),
            new PlaybackLinks(
                URI.create("https://videos.example"), "secret", InstantSource.system()),
            InstantSource.system());
    var operations = new StatusOperations(reads, addresses).all();
    var door = OpenDoor.with(vertx, new FakeOperations().with(operations), live::router);
    return new StatusFixture(vertx, database, live, new LoopbackBridge(bus), door);
  }

  LiveClient connect() {
    return LiveClient.connect(vertx, door.port());
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
