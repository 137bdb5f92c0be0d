package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.objectstore.FakeObjectStore;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.Representation;
import dev.vitascope.video.Cid;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies at our node, read back through another's gateway, and looked after. */
class CopyChecksTest {

  private static final URI NOBODY = URI.create("http://127.0.0.1:9");

  @TempDir private static Path folder;
  private static KuboNode ours;
  private static KuboNode theirs;
  private static Vertx vertx;
  private static Database database;
  private static KuboClient kubo;

  private final FakeObjectStore store = new FakeObjectStore();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TranscodedVideo video;
  private String prefix;
  private Cid root;

  @BeforeAll
  static void start() throws Exception {
    ours = KuboNode.connectable(folder.resolve("ours"));
    theirs = KuboNode.connectable(folder.resolve("theirs"));
    theirs.meet(ours);
    vertx = Vertx.vertx();
    database = Database.open(vertx, EmbeddedServices.database());
    kubo = KuboClient.open(vertx, PinningSettings.of(Optional.of(ours.api()), Optional.empty()));
    await(database.run("DELETE FROM copy_checks"));
    await(database.run("UPDATE videos SET ipfs_status = 'off' WHERE ipfs_status = 'pinned'"));
  }

  @AfterAll
  static void stop() {
    if (vertx != null) {
      await(vertx.close());
      theirs.close();
      ours.close();
    }
  }

  @BeforeEach
  void pinned() {
    video = TranscodedVideo.create(database, store);
    prefix = video.publish(1);
    root = kubo.add(await(PublishedFiles.list(store, prefix)).files()).root();
    await(
        database.run(
            "UPDATE videos SET ipfs_status = 'pinned', ipfs_cid = $2 WHERE id = $1",
            video.id().value(),
            root.value()));
  }

  @AfterEach
  void forget() {
    video.delete();
  }

  @Test
  void aCopyIsProvenByReadingItThroughAnotherNode() throws Exception {
    loop(theirs.gateway()).round();
    assertEquals("proven", column("proof"));
    assertEquals(1, meters.timer("vitascope.ipfs.retrieval").count());
    assertTrue(theirs.cli("refs", "local").lines().count() > 3);
    assertEquals("completed", video.row().getString("upload_status"));
  }

  @Test
  void oneThatCannotBeReadIsSaidAndTriedAgain() throws Exception {
    loop(NOBODY).round();
    assertEquals("failed", column("proof"));
    assertEquals("copy_not_retrieved", column("failure"));
    assertEquals(1.0, meters.get("vitascope.copies.unproven").gauge().value());
    assertEquals("completed", video.row().getString("upload_status"));
    assertEquals("pinned", video.row().getString("ipfs_status"));
    Thread.sleep(20);
    loop(theirs.gateway()).round();
    assertEquals("proven", column("proof"));
    assertEquals(null, column("failure"));
  }

  @Test
  void oneThatIsNotWhatWasStoredIsNotProven() throws Exception {
    for (var name : List.of("00000", "00001")) {
      var other = ObjectKey.media(prefix + "/720p/" + name + ".m4s");
      await(
          store.put(
              other, Buffer.buffer("other"), new Representation("video/mp4", Caching.IMMUTABLE)));
    }
    loop(theirs.gateway()).round();
    assertEquals("failed", column("proof"));
    assertEquals("copy_differs", column("failure"));
    assertTrue(column("reason").startsWith("720p/0000"), column("reason"));
  }

  /** Whatever it is called: what tells is what it has. */
  @Test
  void ourOwnGatewayProvesNothing() throws Exception {
    assertTrue(await(ProofGateway.open(vertx, ours.gateway()).readsFrom(kubo)));
    assertFalse(await(ProofGateway.open(vertx, theirs.gateway()).readsFrom(kubo)));
    loop(ours.gateway()).round();
    assertEquals("failed", column("proof"));
    assertTrue(column("reason").contains("our own node"), column("reason"));
  }

  @Test
  void whatOurNodeHasLostIsPinnedAgain() throws Exception {
    var loop = loop(theirs.gateway());
    loop.round();
    ours.cli("pin", "rm", root.value());
    Thread.sleep(20);
    loop.round();
    assertEquals("queued", video.row().getString("ipfs_status"));
    assertEquals("queued", video.task());
    assertEquals(List.of("pin_lost"), video.events());
  }

  @Test
  void withoutAGatewayNothingIsSaidOfProofsAndALaterOneProvesWhatIsThere() throws Exception {
    loop(Optional.empty()).round();
    assertEquals(null, column("proof"));
    loop(theirs.gateway()).round();
    assertEquals("proven", column("proof"));
  }

  private CopyCheckLoop loop(URI gateway) {
    return loop(Optional.of(gateway));
  }

  private CopyCheckLoop loop(Optional<URI> gateway) {
    var soon = new Pace(Duration.ofMillis(10), Duration.ofMillis(10));
    return new CopyCheckLoop(
        kubo,
        store,
        gateway.map(address -> ProofGateway.open(vertx, address)),
        database,
        new Tasks(new Outbox(), Duration.ofMinutes(1)),
        "test",
        soon,
        meters);
  }

  private String column(String name) {
    return await(
            database.run(
                "SELECT " + name + " FROM copy_checks WHERE video_id = $1", video.id().value()))
        .iterator()
        .next()
        .getString(0);
  }
}
