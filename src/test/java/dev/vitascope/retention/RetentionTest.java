package dev.vitascope.retention;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.bus.SingleHolder;
import dev.vitascope.db.Database;
import dev.vitascope.objectstore.ArchivePlace;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.objectstore.TestStorage;
import dev.vitascope.video.Cid;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Originals that have had their time, on a real database and a real storage. */
class RetentionTest {

  private static final RetentionSettings DAYS = RetentionSettings.ofDays(30, 7);

  private static TestStorage server;
  private static Vertx vertx;
  private static Database database;
  private static S3ObjectStore plain;
  private static S3ObjectStore archiving;

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    database = Database.open(vertx, EmbeddedServices.database());
    server = TestStorage.start();
    plain = S3ObjectStore.open(server.settings());
    var place = ArchivePlace.of(Optional.of("archive"), Optional.empty());
    archiving = S3ObjectStore.open(server.settings().withArchive(place));
    await(archiving.prepare());
    await(database.run("DELETE FROM leases WHERE name = 'retention'"));
  }

  @AfterAll
  static void close() throws Exception {
    // No node has their copies: one that looks would have them pinned again.
    await(database.run("UPDATE videos SET ipfs_status = 'off' WHERE ipfs_status = 'pinned'"));
    await(vertx.close());
    plain.close();
    archiving.close();
    server.stop();
  }

  @Test
  void anOriginalGoesAfterThirtyDaysWithWhatFailedAttemptsLeft() {
    var video = completed(31);
    carryOut(plain);
    assertFalse(video.hasOriginal());
    assertEquals("deleted", video.state());
    assertEquals(List.of("2/360p.mp4", "2/master.m3u8"), video.media());
    assertEquals(List.of("deleted completed_long_ago 2 34"), video.records());
    carryOut(plain);
    assertEquals(1, video.records().size());
  }

  @Test
  void oneThatIsYoungerOrToBeKeptStays() {
    var young = completed(29);
    var kept = completed(31).set("keep_original = true");
    carryOut(plain);
    assertTrue(young.hasOriginal());
    assertTrue(kept.hasOriginal());
    assertEquals("stored", kept.state());
    assertEquals(List.of(), kept.records());
  }

  @Test
  void nothingGoesWhileARenditionIsNotThereAsItsRowSays() {
    var video = completed(31);
    await(plain.delete(Bucket.MEDIA, List.of(video.id() + "/2/360p.mp4")));
    var decision = decisionOn(video, carryOut(plain));
    assertFalse(decision.goes());
    assertTrue(decision.toString().contains("object missing " + video.id() + "/2/360p.mp4"));
    assertTrue(video.hasOriginal());
    assertEquals("stored", video.state());
  }

  @Test
  void nothingGoesBeforeItsPinIsProven() {
    var queued = completed(31);
    var lost =
        completed(31)
            .set(
                "ipfs_status = 'pinned', ipfs_cid = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'");
    var pinned =
        completed(31)
            .set(
                "ipfs_status = 'pinned', ipfs_cid = 'bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4'");
    await(
        database.run(
            "UPDATE transcodes SET file_cid = 'bafyfile' WHERE video_id IN (SELECT id FROM videos WHERE ipfs_status = 'pinned')"));
    var decisions =
        carryOut(
            plain,
            Optional.of(
                cid ->
                    Future.succeededFuture(
                        cid.value()
                            .equals(
                                "bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4"))));
    assertEquals(
        List.of("its copy on IPFS is queued"), decisionOn(queued, decisions).staysBecause());
    assertTrue(decisionOn(lost, decisions).toString().contains("not pinned"));
    assertTrue(queued.hasOriginal());
    assertTrue(lost.hasOriginal());
    assertFalse(pinned.hasOriginal());
  }

  @Test
  void whereCopiesAreProvenNothingGoesBeforeTheirProof() {
    var cid = "bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4";
    var video = completed(31).set("ipfs_status = 'pinned', ipfs_cid = '" + cid + "'");
    await(
        database.run(
            "UPDATE transcodes SET file_cid = 'bafyfile' WHERE video_id = $1", video.id().value()));
    var proving =
        new Retention(
            database,
            plain,
            Optional.of(asked -> Future.succeededFuture(true)),
            DAYS.withProofs(true));
    var unproven = List.of("its copy on IPFS has not been read back through another node yet");
    assertEquals(unproven, decisionOn(video, proving.plan()).staysBecause());
    proof(video, "failed", cid);
    assertEquals(unproven, decisionOn(video, proving.plan()).staysBecause());
    proof(video, "proven", "that of an earlier copy");
    assertEquals(unproven, decisionOn(video, proving.plan()).staysBecause());
    proof(video, "proven", cid);
    proving.carryOut(() -> true, decision -> {});
    assertFalse(video.hasOriginal());
  }

  private static void proof(CompletedVideo video, String proof, String cid) {
    await(
        database.run(
            "INSERT INTO copy_checks (video_id, cid, proof) VALUES ($1, $2, $3)"
                + " ON CONFLICT (video_id) DO UPDATE SET cid = excluded.cid, proof = excluded.proof",
            video.id().value(),
            cid,
            proof));
  }

  @Test
  void aFailedVideosOriginalGoesAfterSevenDays() {
    var failed = "upload_status = 'failed', published_prefix = NULL, completed_at = NULL";
    var old = completed(0).set(failed + ", updated_at = now() - INTERVAL '8 days'");
    var recent = completed(0).set(failed + ", updated_at = now() - INTERVAL '6 days'");
    carryOut(plain);
    assertFalse(old.hasOriginal());
    assertEquals(List.of(), old.media());
    assertEquals(List.of("deleted failed_long_ago 4 46"), old.records());
    assertTrue(recent.hasOriginal());
  }

  @Test
  void aPlanChangesNothing() {
    var video = completed(31);
    var decision = decisionOn(video, retention(plain, Optional.empty()).plan());
    assertTrue(decision.goes());
    assertEquals(Action.DELETED, decision.action());
    assertTrue(video.hasOriginal());
    assertEquals("stored", video.state());
    assertEquals(List.of(), video.records());
  }

  @Test
  void anArchivedOriginalComesBackWhenItIsAskedFor() {
    var video = completed(31);
    carryOut(archiving);
    assertFalse(video.hasOriginal());
    assertTrue(await(archiving.archive().orElseThrow().has(video.original())));
    assertEquals("archived", video.state());
    video.set("keep_original = true");
    carryOut(archiving);
    assertTrue(video.hasOriginal());
    assertFalse(await(archiving.archive().orElseThrow().has(video.original())));
    assertEquals("stored", video.state());
    assertEquals(
        List.of("archived completed_long_ago 2 34", "brought_back asked_for 1 12"),
        video.records());
  }

  @Test
  void whatACrashHasLeftHalfDoneIsFinished() {
    var taken = completed(31).set("original = 'leaving'");
    await(plain.delete(Bucket.ORIGINALS, List.of(taken.original().key())));
    var asked = completed(31).set("original = 'leaving', keep_original = true");
    var tooLate = completed(31).set("original = 'leaving', keep_original = true");
    await(plain.delete(Bucket.ORIGINALS, List.of(tooLate.original().key())));
    carryOut(plain);
    assertEquals("deleted", taken.state());
    assertEquals("stored", asked.state());
    assertTrue(asked.hasOriginal());
    assertEquals("deleted", tooLate.state());
  }

  @Test
  void oneNodeSweepsAtATime() throws Exception {
    var video = completed(31);
    var other = RetentionLoop.turn(database, "other");
    assertTrue(await(other.hold()));
    var sweeper = sweeper(RetentionLoop.turn(database, "this"));
    sweeper.round();
    assertTrue(video.hasOriginal());
    await(other.release());
    sweeper.round();
    assertFalse(video.hasOriginal());
  }

  @Test
  void aSweeperGoesRoundByItself() {
    var video = completed(31);
    var sweeper = sweeper(RetentionLoop.turn(database, "alone"));
    var deployed = await(vertx.deployVerticle(sweeper));
    Awaitility.await().until(() -> video.state().equals("deleted"));
    await(vertx.undeploy(deployed));
  }

  private static RetentionLoop sweeper(SingleHolder turn) {
    return new RetentionLoop(
        retention(plain, Optional.empty()), turn, DAYS, new SimpleMeterRegistry());
  }

  private static List<Decision> carryOut(ObjectStore store) {
    return carryOut(store, Optional.empty());
  }

  private static List<Decision> carryOut(
      ObjectStore store, Optional<Function<Cid, Future<Boolean>>> pinned) {
    var told = new ArrayList<Decision>();
    retention(store, pinned).carryOut(() -> true, told::add);
    return told;
  }

  private static Retention retention(
      ObjectStore store, Optional<Function<Cid, Future<Boolean>>> pinned) {
    return new Retention(database, store, pinned, DAYS);
  }

  private static Decision decisionOn(CompletedVideo video, List<Decision> decisions) {
    return decisions.stream()
        .filter(one -> one.videoId().equals(video.id()))
        .findFirst()
        .orElseThrow();
  }

  private static CompletedVideo completed(int daysAgo) {
    return CompletedVideo.create(database, plain, daysAgo);
  }
}
