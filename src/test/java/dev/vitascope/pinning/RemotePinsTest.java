package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.db.Database;
import dev.vitascope.objectstore.FakeObjectStore;
import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies at a service of the pinning API, whose node fetches them from ours. */
class RemotePinsTest {

  @TempDir private static Path folder;
  private static KuboNode ours;
  private static KuboNode theirs;
  private static Vertx vertx;
  private static Database database;
  private static KuboClient kubo;

  private PinServiceServer service;
  private RemotePinLoop loop;
  private TranscodedVideo video;
  private Cid root;

  @BeforeAll
  static void start() throws Exception {
    ours = KuboNode.connectable(folder.resolve("ours"));
    theirs = KuboNode.connectable(folder.resolve("theirs"));
    vertx = Vertx.vertx();
    database = Database.open(vertx, EmbeddedServices.database());
    kubo = KuboClient.open(vertx, PinningSettings.of(Optional.of(ours.api()), Optional.empty()));
    await(database.run("DELETE FROM remote_pins"));
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
  void pinned() throws Exception {
    service = await(new PinServiceServer(vertx, theirs).start());
    loop = loop(service.service());
    video = TranscodedVideo.create(database, new FakeObjectStore());
    root = kubo.add(List.of(file(300_000))).root();
    await(
        database.run(
            "UPDATE videos SET ipfs_status = 'pinned', ipfs_cid = $2 WHERE id = $1",
            video.id().value(),
            root.value()));
  }

  @AfterEach
  void forget() {
    assertEquals(Set.of(), service.violations());
    video.delete();
    await(database.run("DELETE FROM remote_pins"));
  }

  @Test
  void aServiceKeepsACopyThatOutlivesOurNode() throws Exception {
    becomes("pinned");
    ours.kill();
    try {
      assertEquals(300_000, theirs.cli("cat", "/ipfs/" + root + "/master.m3u8").length());
      assertTrue(theirs.cli("pin", "ls", "--type=recursive").contains(root.value()));
    } finally {
      ours.restart();
    }
  }

  @Test
  void aServiceThatIsAwayIsAskedAgain() {
    service.away(true);
    loop.round();
    loop.round();
    assertEquals("queued", status());
    assertTrue(failure().contains("own answered 503"), failure());
    assertEquals("pin_service_unavailable", column("error_code"));
    service.away(false);
    becomes("pinned");
  }

  @Test
  void aSecondNodeOfOursKeepsCopiesToo() throws Exception {
    loop = loop(new SecondNode("second", theirs.api()));
    becomes("pinned");
    assertTrue(theirs.cli("pin", "ls", "--type=recursive").contains(root.value()));
    theirs.cli("pin", "rm", root.value());
    becomes("failed");
    becomes("pinned");
    video.delete();
    Awaitility.await()
        .until(
            () -> {
              loop.round();
              return !theirs.cli("pin", "ls", "--type=recursive").contains(root.value());
            });
  }

  @Test
  void aServiceIsAskedWhetherItLetsUsIn() {
    await(new PinServiceClient(vertx, service.service()).check());
    var stranger = new PinServiceClient(vertx, service.service("wrong"));
    var refusal = assertThrows(VideoException.class, () -> await(stranger.check()));
    assertEquals(Failure.PIN_SERVICE_UNAVAILABLE, refusal.failure());
    assertTrue(refusal.getCause().getMessage().contains("401"), refusal.getCause().toString());
  }

  /** The API takes twenty of them, each once; a node with many interfaces has more. */
  @Test
  void noMoreOriginsAreToldThanAServiceTakes() {
    var origins = new ArrayList<String>();
    for (int i = 0; i < 30; i++) {
      origins.add("/ip4/127.0.0.1/tcp/" + (1000 + i));
      origins.add("/ip4/127.0.0.1/tcp/" + (1000 + i));
    }
    var client = new PinServiceClient(vertx, service.service());
    await(client.add(root, "many", origins));
  }

  @Test
  void whatACheckFindsGoneIsPinnedAgain() {
    becomes("pinned");
    service.lose();
    becomes("failed");
    assertEquals("copy_lost", column("error_code"));
    becomes("pinned");
    assertEquals(1, service.pins());
  }

  @Test
  void aVideoThatIsGoneIsLetGo() {
    becomes("pinned");
    video.delete();
    Awaitility.await()
        .until(
            () -> {
              loop.round();
              return service.pins() == 0;
            });
    assertFalse(await(database.run("SELECT 1 FROM remote_pins")).iterator().hasNext());
  }

  @Test
  void aVideoThatWasPublishedAnewIsAskedForAnew() {
    becomes("pinned");
    var next = kubo.add(List.of(file(100))).root();
    await(
        database.run(
            "UPDATE videos SET ipfs_cid = $2 WHERE id = $1", video.id().value(), next.value()));
    loop.round();
    becomes("pinned");
    assertEquals(next.value(), column("cid"));
    assertEquals(1, service.pins());
  }

  private static RemotePinLoop loop(Keeper keeper) {
    var settings =
        PinningSettings.of(Optional.of(ours.api()), Optional.empty()).with(List.of(keeper));
    var soon = new Pace(Duration.ofMillis(10), Duration.ofMillis(10));
    return new RemotePinLoop(
        vertx, settings, kubo, database, "test", soon, new SimpleMeterRegistry());
  }

  /** Unlike any other video's. */
  private MemoryFile file(int size) {
    var content = Buffer.buffer((video.id() + "-").repeat(size / 37 + 1)).getBuffer(0, size);
    return new MemoryFile("master.m3u8", content);
  }

  private void becomes(String status) {
    Awaitility.await()
        .until(
            () -> {
              loop.round();
              return status.equals(status());
            });
  }

  private String status() {
    return column("status");
  }

  private String failure() {
    return column("failure");
  }

  private String column(String name) {
    return await(
            database.run(
                "SELECT " + name + " FROM remote_pins WHERE video_id = $1", video.id().value()))
        .iterator()
        .next()
        .getString(0);
  }
}
