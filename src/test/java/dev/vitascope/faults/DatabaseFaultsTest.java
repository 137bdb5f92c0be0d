package dev.vitascope.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.ApiClient;
import dev.vitascope.RunningNode;
import dev.vitascope.Settings;
import dev.vitascope.bus.Waiting;
import dev.vitascope.db.DatabaseSettings;
import dev.vitascope.faults.Trap.Moment;
import dev.vitascope.media.TestClips;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose line to the database is bad, while a video is on its way. */
class DatabaseFaultsTest {

  @TempDir static Path folder;

  private static Deployment deployment;
  private static PostgresLine line;
  private static RunningNode node;
  private static ApiClient client;
  private static Path clip;

  @BeforeAll
  static void start() throws Exception {
    deployment = Deployment.shared(folder);
    line = new PostgresLine(deployment.address(Settings.DATABASE_URL));
    clip = new TestClips(folder).withSound(320, 180, 2);
    var url = line.by(deployment.address(Settings.DATABASE_URL));
    node = RunningNode.start(impatient(deployment.with(Settings.DATABASE_URL, url)));
    client = node.client();
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
      line.close();
      deployment.close();
    }
  }

  @AfterEach
  void free() throws Exception {
    line.free();
  }

  @ParameterizedTest
  @ValueSource(strings = {"playable = true, published_prefix = $4", "upload_status = 'completed'"})
  void whenTheAnswerToCommitIsLostTheVideoIsDoneOnce(String statement) throws Exception {
    doneOnceWithoutAnAnswerTo(statement);
  }

  /** Of every other transaction on the way. */
  @ParameterizedTest
  @EnabledIfSystemProperty(named = "vitascope.faults", matches = "all")
  @ValueSource(
      strings = {
        "INSERT INTO videos",
        "upload_status = 'transcoding'",
        "stage = 'fetching'",
        "ipfs_status = 'pinned'"
      })
  void whicheverAnswerIsLostTheVideoIsDoneOnce(String statement) throws Exception {
    doneOnceWithoutAnAnswerTo(statement);
  }

  private void doneOnceWithoutAnAnswerTo(String statement) throws Exception {
    var lost = Trap.cut(Moment.AFTER_COMMIT, statement);
    line.set(lost);
    var video = uploadedAtLast();
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
    assertTrue(line.sprang(lost), "it did not come to that");
  }

  @Test
  void whatADeadAttemptStoredIsSweptThoughTheNextHadNoTimeTo() throws Exception {
    line.set(Trap.cut(Moment.BEFORE_COMMIT, "upload_status = 'completed'"));
    line.set(Trap.cut(Moment.AFTER_COMMIT, "upload_status = 'completed'"));
    var video = client.upload(clip);
    deployment.awaitPinned(video);
    assertEquals(2, deployment.task("transcode", video).getInteger("attempt"));
    assertFalse(deployment.disagreements(video).isEmpty());
    deployment.letPass("2 minutes", video);
    deployment.assertDoneOnce(video);
  }

  @Test
  void aRelayCutOffAsItBeginsOpensTheRestLater() throws Exception {
    var lost = Trap.cut(Moment.BEFORE, "greatest(outbox_sequences");
    line.set(new Trap(Moment.SEEN, lost.statement(), () -> line.set(lost)));
    // For longer than a holder goes without asking whether it still is one.
    deployment.row(
        "UPDATE leases SET holder = 'another', lease_until = now() + INTERVAL '5 seconds'"
            + " WHERE name = 'outbox-relay' RETURNING name");
    await().atMost(Duration.ofSeconds(30)).until(line::isUnset);
    var video = client.upload(clip);
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
  }

  @Test
  void transactionsThatLockEachOtherBothEnd() throws Exception {
    var names = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
    for (var name : names) {
      deployment.row(
          "INSERT INTO leases (name, holder, lease_until) VALUES ($1, '', now()) RETURNING name",
          name);
    }
    var there = touched(names);
    var back = touched(names.reversed());
    assertEquals(2, Waiting.await(Future.all(there, back)).size());
    Waiting.await(
        deployment
            .database()
            .run(
                "DELETE FROM leases WHERE name = ANY ($1)", (Object) names.toArray(String[]::new)));
  }

  /** In one transaction, with time for the other in between. */
  private static Future<?> touched(List<String> names) {
    var touch = "UPDATE leases SET lease_until = now() WHERE name = $1";
    return deployment
        .database()
        .transaction(
            transaction ->
                transaction
                    .run(touch, names.getFirst())
                    .compose(first -> transaction.run("SELECT pg_sleep(0.3)"))
                    .compose(slept -> transaction.run(touch, names.getLast())));
  }

  @Test
  void aVideoOutlivesConnectionsThatAreCutAllTheTime() throws Exception {
    var video = client.upload(clip);
    for (int cut = 0; cut < 20; cut++) {
      line.cut();
      TimeUnit.MILLISECONDS.sleep(100);
    }
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
  }

  @Test
  void whileTheDatabaseRefusesTheApiAnswersThatAndAfterwardsAllGoesOn() throws Exception {
    var video = client.upload(clip);
    var open = openUploads();
    line.refuse();
    assertUnavailable(client.post("/videos", Map.of("filename", "a.mp4", "size", 100)));
    assertUnavailable(client.get("/video/" + video + "/progress"));
    assertEquals(503, client.get("/health/ready").statusCode());
    line.free();
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
    await().atMost(Duration.ofSeconds(10)).until(() -> ready() == 200);
    await().atMost(Duration.ofSeconds(20)).until(() -> openUploads().equals(open));
  }

  @Test
  void aSilentDatabaseIsToldOfInTimeAndForgottenOnceItSpeaks() throws Exception {
    var video = client.upload(clip);
    line.silence();
    var asked =
        Stream.of("/videos", "/video/" + video + "/progress", "/videos/" + video)
            .map(path -> CompletableFuture.supplyAsync(() -> get(path), Thread::startVirtualThread))
            .toList();
    assertEquals(503, ready());
    for (var one : asked) {
      assertUnavailable(one.get(20, TimeUnit.SECONDS));
    }
    line.free();
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
  }

  @Test
  @EnabledIfSystemProperty(named = "vitascope.faults", matches = "all")
  void aSlowDatabaseSlowsAndNoMore() throws Exception {
    line.slow(Duration.ofMillis(30));
    var video = client.upload(clip);
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
  }

  private static List<String> openUploads() {
    return Waiting.await(deployment.store().openUploads(Bucket.ORIGINALS));
  }

  /** Takes the database for hung sooner than it usually would. */
  private static Settings impatient(Map<String, String> given) {
    var usual = RunningNode.settings(folder, given);
    var database =
        new DatabaseSettings(
            usual.database().url(), usual.database().poolSize(), Duration.ofSeconds(3));
    return new Settings(
        usual.roles(),
        usual.data(),
        usual.server(),
        usual.http(),
        usual.access(),
        database,
        usual.bus(),
        usual.s3(),
        usual.ingest(),
        usual.media(),
        usual.pinning(),
        usual.retention(),
        usual.tracing());
  }

  private static int ready() throws Exception {
    return client.get("/health/ready").statusCode();
  }

  private static HttpResponse<String> get(String path) {
    try {
      return client.get(path);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode(), answer.body());
    assertTrue(answer.headers().firstValue("retry-after").isPresent());
  }

  /** As clients do: what fails with 503 is done again. */
  private static String uploadedAtLast() throws Exception {
    var title = UUID.randomUUID().toString();
    try {
      return client.upload(clip, Map.of("title", title));
    } catch (AssertionError refused) {
      var video = deployment.video(title);
      var again = client.post("/videos/" + video + "/upload/complete", Map.of());
      assertEquals(202, again.statusCode(), again.body());
      return video;
    }
  }
}
