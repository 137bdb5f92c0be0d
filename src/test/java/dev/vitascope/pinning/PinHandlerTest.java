package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.bus.Bus;
import dev.vitascope.bus.ClaimedJobs;
import dev.vitascope.bus.Job;
import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.db.Migrations;
import dev.vitascope.objectstore.FakeObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stage, on a real database and a real node. */
class PinHandlerTest {

  @TempDir private static Path scratch;
  private static final PinningSettings OWN =
      PinningSettings.of(Optional.empty(), Optional.empty())
          .with(List.of(new PinService("own", URI.create("http://127.0.0.1:9"), "token")));

  private static KuboNode node;

  private final FakeObjectStore store = new FakeObjectStore();
  private final Tasks tasks = new Tasks(new Outbox(), Duration.ofSeconds(60));
  private Vertx vertx;
  private Database database;
  private KuboClient kubo;
  private PinRelease release;
  private PinHandler handler;
  private ClaimedJobs jobs;
  private TranscodedVideo video;

  @BeforeAll
  static void start() throws Exception {
    Migrations.run(EmbeddedServices.database());
    node = KuboNode.start(scratch);
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
    }
  }

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = Database.open(vertx, EmbeddedServices.database());
    kubo = KuboClient.open(vertx, PinningSettings.of(Optional.of(node.api()), Optional.empty()));
    var records = new PinRecords(database, tasks, new Outbox(), OWN);
    release = new PinRelease(database, kubo);
    handler =
        new PinHandler(kubo, store, records, release, new Bus(vertx), new SimpleMeterRegistry());
    jobs = new ClaimedJobs(database, tasks);
    video = TranscodedVideo.create(database, store);
  }

  @AfterEach
  void close() {
    video.delete();
    await(vertx.close());
  }

  @Test
  void aVideoIsPinnedAndEveryIdentifierRecorded() {
    video.publish(1);
    handler.run(claim());
    var row = video.row();
    assertEquals("pinned", row.getString("ipfs_status"));
    assertEquals("done", row.getString("stage"));
    assertEquals(3, row.getLong("version"));
    assertEquals(3, row.getJsonObject("timings").getInteger("encoding"));
    assertTrue(row.getJsonObject("timings").getDouble("pinning") > 0);
    assertTrue(await(kubo.pinned(new Cid(row.getString("ipfs_cid")))));
    assertEquals(List.of("pin_started", "pinned"), video.events());
    assertEquals("done", video.task());
    assertEquals(
        row.getString("ipfs_cid"),
        await(database.run("SELECT cid FROM remote_pins WHERE video_id = $1", id()))
            .iterator()
            .next()
            .getString(0));
    var recorded = video.recorded();
    assertEquals(4, recorded.size());
    assertTrue(
        recorded.stream().allMatch(line -> line.matches("\\S+ baf[a-z2-7]+")), recorded::toString);
  }

  /** Their turn would come in a day else. */
  @Test
  void othersAreAskedSoonForWhatWasPublishedAnew() {
    video.publish(1);
    handler.run(claim());
    var later = "UPDATE remote_pins SET not_before = now() + INTERVAL '1 day' WHERE video_id = $1";
    await(database.run(later, id()));
    assertFalse(isDueElsewhere());
    video.publish(2);
    handler.run(claim());
    assertTrue(isDueElsewhere());
  }

  private boolean isDueElsewhere() {
    var due = "SELECT 1 FROM remote_pins WHERE video_id = $1 AND not_before <= now()";
    return await(database.run(due, id())).size() > 0;
  }

  @Test
  void howMuchOfItIsSentIsStoredWithEachSignOfLife() {
    video.publish(1);
    var job = claim();
    handler.run(job);
    assertFalse(await(handler.heartbeat(job)));
    assertEquals(0, video.row().getLong("ipfs_sent"));
    await(database.run("UPDATE tasks SET state = 'running' WHERE video_id = $1", id()));
    assertTrue(await(handler.heartbeat(job)));
    assertEquals(TranscodedVideo.SIZE, video.row().getLong("ipfs_sent"));
    assertEquals(2, video.row().getLong("ipfs_total"));
  }

  @Test
  void whatIsRecordedIsWhatTheNodeServes() throws Exception {
    var prefix = video.publish(1);
    handler.run(claim());
    var root = video.row().getString("ipfs_cid");
    for (var line : video.recorded()) {
      var words = line.split(" ", 2);
      var path = words[0].substring(prefix.length());
      assertEquals(words[1], node.cli("resolve", "/ipfs/" + root + path).strip().substring(6));
    }
    node.cli("cat", "/ipfs/" + root + "/master.m3u8");
  }

  @Test
  void anAttemptThatHasLostItsLeaseChangesNothing() {
    video.publish(1);
    var late = claim();
    jobs.takeOver(late);
    assertEquals(Failure.LEASE_LOST, failureOf(late));
    assertEquals(1, video.row().getLong("version"));
    assertEquals("running", video.task());
  }

  @Test
  void anAttemptThatLosesItsLeaseWhileItAddsRecordsNothing() {
    video.publish(1);
    var late = claim();
    store.onNextRead(() -> jobs.takeOver(late));
    assertEquals(Failure.LEASE_LOST, failureOf(late));
    assertEquals("pinning", video.row().getString("ipfs_status"));
    assertNull(video.row().getString("ipfs_cid"));
    assertTrue(video.recorded().stream().allMatch(line -> line.endsWith(" null")));
    assertFalse(await(handler.heartbeat(late)));
  }

  @Test
  void aVideoPublishedAnewMeanwhileIsQueuedAgain() {
    video.publish(1);
    var job = claim();
    store.onNextRead(() -> video.publish(2));
    handler.run(job);
    assertEquals("queued", video.task());
    assertNull(video.row().getString("ipfs_cid"));
    handler.run(jobs.claim(job.lease().taskId()));
    assertEquals("pinned", video.row().getString("ipfs_status"));
    assertTrue(video.recorded().getFirst().startsWith(video.id() + "/2/"));
  }

  @Test
  void aVideoThatIsGoneMeanwhileLeavesNoCopy() throws Exception {
    video.publish(1);
    var before = pins();
    var job = claim();
    store.onNextRead(video::delete);
    assertEquals(Failure.LEASE_LOST, failureOf(job));
    assertFalse(await(handler.heartbeat(job)));
    Awaitility.await().until(() -> pins().equals(before));
  }

  @Test
  void aCopyStaysWhileAnyVideoHasIt() {
    video.publish(1);
    handler.run(claim());
    var root = new Cid(video.row().getString("ipfs_cid"));
    var twin = TranscodedVideo.create(database, store);
    await(
        database.run(
            "UPDATE videos SET ipfs_cid = $2 WHERE id = $1", twin.id().value(), root.value()));
    video.delete();
    await(release.release(video.id(), root));
    assertTrue(await(kubo.pinned(root)));
    twin.delete();
    await(release.release(twin.id(), root));
    assertFalse(await(kubo.pinned(root)));
  }

  @Test
  void whereNothingIsPublishedThereIsNothingToDo() {
    handler.run(claim());
    assertEquals("done", video.task());
    assertEquals("queued", video.row().getString("ipfs_status"));
    assertEquals(List.of(), video.events());
  }

  @Test
  void aFileThatStorageDoesNotListIsStoragesFault() {
    var prefix = video.publish(1);
    await(store.delete(Bucket.MEDIA, List.of(prefix + "/720p/00001.m4s")));
    assertEquals(Failure.STORAGE_UNAVAILABLE, failureOf(claim()));
  }

  @Test
  void aPassingFailureQueuesAndALastingOneEndsIt() {
    video.publish(1);
    var job = claim();
    jobs.settle(handler, job, new VideoException(Failure.IPFS_UNAVAILABLE));
    assertEquals("queued", video.row().getString("ipfs_status"));
    assertEquals("pinning", video.row().getString("stage"));
    jobs.settle(handler, claim(), new VideoException(Failure.NOT_FOUND));
    assertEquals("failed", video.row().getString("ipfs_status"));
    assertEquals("done", video.row().getString("stage"));
    assertEquals(List.of("pin_postponed", "pin_failed"), video.events());
  }

  @Test
  void aHandlerIsReadyWhileItsNodeAnswers() throws Exception {
    await(handler.ready());
    node.kill();
    try {
      var away = assertThrows(VideoException.class, () -> await(handler.ready()));
      assertEquals(Failure.IPFS_UNAVAILABLE, away.failure());
    } finally {
      node.restart();
    }
  }

  private Set<String> pins() throws Exception {
    return Set.of(node.cli("pin", "ls", "--type=recursive").split("\n", -1));
  }

  private UUID id() {
    return video.id().value();
  }

  private Job claim() {
    return jobs.claim(JobKind.PIN, video.id());
  }

  private Failure failureOf(Job job) {
    return assertThrows(VideoException.class, () -> handler.run(job)).failure();
  }
}
