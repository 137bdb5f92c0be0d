package dev.vitascope;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.cli.RetryCommand;
import dev.vitascope.db.Database;
import dev.vitascope.media.TestClips;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.pinning.KuboClient;
import dev.vitascope.video.Cid;
import dev.vitascope.video.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Videos edited, tried again and deleted, on real parts. */
class ManagedVideosTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;

  private static Settings settings;
  private static RunningNode node;
  private static ApiClient client;
  private static Vertx vertx;
  private static Database database;
  private static S3ObjectStore store;

  private final TestClips clips = new TestClips(folder);

  @BeforeAll
  static void start() throws Exception {
    node = RunningNode.start(folder);
    settings = node.settings();
    client = node.client();
    vertx = Vertx.vertx();
    database = Database.open(vertx, settings.database());
    store = S3ObjectStore.open(settings.s3());
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    store.close();
    get(vertx.close());
  }

  /** Markup, statements, other scripts and directions: text. Whoever shows it has to know that. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=alert(1)>.mp4",
        "Robert'); DROP TABLE videos;--.mp4",
        "$(reboot)`reboot`.mp4",
        "-i.mp4",
        "%2e%2e%2f%00.mp4",
        "étage \u05d0\u05d1\u05d2 \ud83c\udfac.mp4",
        "photo\u202egpj.mp4",
        "'\"&;|<>*?.mp4"
      })
  void anyNameComesBackAsItWasGiven(String name) throws Exception {
    var title = name.repeat(200 / name.length());
    var created = client.post("/videos", Map.of("filename", name, "size", 1, "title", title));
    assertEquals(201, created.statusCode(), created.body());
    var id = Json.read(created.body(), JsonNode.class).get("video_id").asText();
    var video = client.video(id);
    assertEquals(name, video.get("filename").asText());
    assertEquals(title, video.get("title").asText());
    assertEquals(204, client.delete("/videos/" + id).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.mp4", "a/b.mp4", "C:\\x.mp4", "..", "", "a\nb.mp4", "a\u0000.mp4"})
  void whatIsNoNameIsRefused(String name) throws Exception {
    var refused = client.post("/videos", Map.of("filename", name, "size", 1));
    assertEquals(400, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("\"code\":\"invalid_"), refused.body());
  }

  @Test
  void whatIsEditedIsShownAndTheRestStays() throws Exception {
    var id = client.upload(clips.silent(320, 180, 1), Map.of("description", "By the sea"));
    var before = client.progress(id).get("version").asLong();
    var edited =
        ApiClient.json(
            client.send(
                "PATCH", "/videos/" + id, Map.of("title", "<b>Sea</b>", "keep_original", true)));
    assertEquals("<b>Sea</b>", edited.get("title").asText());
    assertEquals("By the sea", edited.get("description").asText());
    assertTrue(edited.get("keep_original").asBoolean());
    assertTrue(client.progress(id).get("version").asLong() > before);
    ApiClient.json(client.send("PATCH", "/videos/" + id, Map.of("description", "")));
    assertTrue(client.video(id).get("description").isNull());
    for (var wrong :
        List.of(
            Map.of(),
            Map.of("title", " "),
            Map.of("title", "x".repeat(201)),
            Map.of("title", "a\u0000b"),
            Map.of("checksum", "0"))) {
      assertProblem(400, "invalid_request", client.send("PATCH", "/videos/" + id, wrong));
    }
    assertProblem(404, "video_not_found", client.send("PATCH", nowhere(), Map.of("title", "Sea")));
  }

  @Test
  void aVideoDeletedWhileItIsEncodedStopsTheEncoderAndLeavesNothing() throws Exception {
    var id = client.upload(clips.withSound(1280, 720, 40));
    await().atMost(PATIENCE).until(() -> client.progress(id).get("playable").asBoolean());
    assertTrue(encoders(id) > 0);
    var original = client.video(id).get("file_path").asText();
    assertEquals(204, delete(id));
    assertProblem(404, "video_not_found", client.get("/video/" + id + "/progress"));
    assertProblem(404, "video_not_found", client.delete("/videos/" + id));
    await().atMost(PATIENCE).until(() -> encoders(id) == 0 && scratch(id) == 0);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                get(store.head(ObjectKey.original(original))).isEmpty() && published(id).isEmpty());
    aMinuteLater(id);
    await().atMost(PATIENCE).until(() -> rows("removals", "video_id", id) == 0);
    assertEquals(List.of(), published(id));
    assertEquals(0, rows("tasks", "video_id", id));
  }

  @Test
  void aVideoDeletedWhileItIsUploadedFreesItsParts() throws Exception {
    var created = ApiClient.json(client.post("/videos", Map.of("filename", "a.mp4", "size", 5)));
    var id = created.get("video_id").asText();
    assertEquals(
        200, ApiClient.put(URI.create(created.at("/upload/parts/0/url").asText()), new byte[5]));
    var upload = upload(id);
    assertEquals(1, get(store.listParts(upload)).size());
    assertEquals(204, delete(id));
    assertProblem(404, "video_not_found", client.get("/videos/" + id + "/upload"));
    assertProblem(
        404, "video_not_found", client.post("/videos/" + id + "/upload/complete", Map.of()));
    await().atMost(PATIENCE).until(() -> get(store.listParts(upload)).isEmpty());
  }

  @Test
  void aDeletedVideosCopyIsUnpinnedUnlessAnotherVideoHasTheSame() throws Exception {
    var api = EmbeddedServices.ipfsApi();
    assumeTrue(api.isPresent(), "no IPFS node can be had here");
    var kubo = KuboClient.open(vertx, settings.pinning());
    // Of a size that no other test has: theirs stay, and so would the copy.
    var clip = clips.silent(342, 192, 2);
    var first = pinned(client.upload(clip));
    var second = pinned(client.upload(clip));
    var copy = new Cid(first.get("ipfs_cid").asText());
    get(
        database.run(
            "UPDATE videos SET ipfs_cid = $2 WHERE id = $1",
            UUID.fromString(id(second)),
            copy.value()));
    get(
        database.run(
            "INSERT INTO remote_pins (video_id, service, cid, status, not_before)"
                + " VALUES ($1, 'own', $2, 'pinned', now() + INTERVAL '1 day')",
            UUID.fromString(id(first)),
            copy.value()));
    assertEquals(204, delete(id(first)));
    assertEquals(0, rows("remote_pins", "not_before > now() AND video_id", id(first)));
    await().atMost(PATIENCE).until(() -> published(id(first)).isEmpty());
    aMinuteLater(id(first));
    await().atMost(PATIENCE).until(() -> rows("removals", "video_id", id(first)) == 0);
    assertTrue(get(kubo.pinned(copy)));
    assertEquals(204, delete(id(second)));
    await().atMost(PATIENCE).until(() -> !isPinned(kubo, copy));
  }

  @Test
  void aFailedVideoIsTriedAgainAndOneThatHasNotFailedIsNot() throws Exception {
    var id = client.upload(clips.text("letter.mp4", "Dear all, this is no video.\n".repeat(50)));
    client.await(id, Set.of("Failed"), PATIENCE);
    var again = ApiClient.json(client.post("/videos/" + id + "/retry", Map.of()));
    assertEquals("Transcoding", again.get("status").asText());
    client.await(id, Set.of("Failed"), PATIENCE);
    assertEquals(2, attempts(again));
    var command = new CommandLine(new RetryCommand());
    var server = node.address().toString();
    assertEquals(0, command.execute(id, "--server", server));
    await().atMost(PATIENCE).until(() -> attempts(again) == 3);
    client.await(id, Set.of("Failed"), PATIENCE);
    assertEquals(1, command.execute(UUID.randomUUID().toString(), "--server", server));
    assertEquals(2, command.execute("--server", server));
    var waiting =
        ApiClient.json(client.post("/videos", Map.of("filename", "a.mp4", "size", 5)))
            .get("video_id")
            .asText();
    assertProblem(409, "not_failed", client.post("/videos/" + waiting + "/retry", Map.of()));
    assertProblem(404, "video_not_found", client.post(nowhere() + "/retry", Map.of()));
  }

  @Test
  void aFailedPinIsTriedAgain() throws Exception {
    assumeTrue(EmbeddedServices.ipfsApi().isPresent(), "no IPFS node can be had here");
    var id = id(pinned(client.upload(clips.silent(320, 180, 3))));
    assertProblem(409, "not_failed", client.post("/videos/" + id + "/retry", Map.of()));
    get(
        database.run(
            "UPDATE videos SET ipfs_status = 'failed', ipfs_cid = NULL WHERE id = $1",
            UUID.fromString(id)));
    get(
        database.run(
            "UPDATE tasks SET state = 'failed' WHERE kind = 'pin' AND video_id = $1",
            UUID.fromString(id)));
    var again = ApiClient.json(client.post("/videos/" + id + "/retry", Map.of()));
    assertEquals("Completed", again.get("status").asText());
    assertFalse(pinned(id).get("ipfs_cid").isNull());
  }

  @Test
  void aFileThatIsNotTheOneAnnouncedFailsNamingBoth() throws Exception {
    var announced = "0".repeat(64);
    var clip = clips.silent(320, 180, 1);
    var id = client.upload(clip, Map.of("sha256", announced));
    var error = client.await(id, Set.of("Failed", "Completed"), PATIENCE).get("error");
    assertEquals("checksum_mismatch", error.get("code").asText());
    var message = error.get("message").asText();
    assertTrue(message.contains(announced) && message.contains(TestClips.sha256(clip)), message);
  }

  private static String nowhere() {
    return "/videos/" + UUID.randomUUID();
  }

  private static int delete(String id) throws Exception {
    return client.delete("/videos/" + id).statusCode();
  }

  private static Upload upload(String id) throws Exception {
    var row =
        get(database.run(
                "SELECT file_path, upload_id, upload_token FROM videos WHERE id = $1",
                UUID.fromString(id)))
            .iterator()
            .next();
    return new Upload(ObjectKey.original(row.getString(0)), row.getString(1), row.getString(2));
  }

  private static JsonNode pinned(String id) throws Exception {
    await()
        .atMost(PATIENCE)
        .until(() -> client.progress(id).at("/ipfs/status").asText().equals("pinned"));
    return client.video(id);
  }

  private static boolean isPinned(KuboClient kubo, Cid copy) throws Exception {
    return get(kubo.pinned(copy));
  }

  private static String id(JsonNode video) {
    return video.get("video_id").asText();
  }

  /** Processes of this machine that work on a video. */
  private static long encoders(String id) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(command -> command.contains(id))
        .count();
  }

  private static long scratch(String id) throws Exception {
    try (var folders = Files.list(settings.data().resolve("scratch"))) {
      return folders.filter(one -> one.getFileName().toString().startsWith(id)).count();
    }
  }

  private static List<String> published(String id) throws Exception {
    return get(store.list(Bucket.MEDIA, id + "/"));
  }

  private static void aMinuteLater(String id) throws Exception {
    get(
        database.run(
            """
            UPDATE removals SET deleted_at = deleted_at - INTERVAL '2 minutes', not_before = now()
            WHERE video_id = $1
            """,
            UUID.fromString(id)));
  }

  private static long rows(String table, String column, String id) throws Exception {
    var counted =
        database.run(
            "SELECT count(*) FROM %s WHERE %s = $1".formatted(table, column), UUID.fromString(id));
    return get(counted).iterator().next().getLong(0);
  }

  private static int attempts(JsonNode accepted) throws Exception {
    var task = UUID.fromString(accepted.get("task_id").asText());
    return get(database.run("SELECT attempt FROM tasks WHERE id = $1", task))
        .iterator()
        .next()
        .getInteger(0);
  }

  private static void assertProblem(int status, String code, HttpResponse<String> answer)
      throws Exception {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(code, Json.MAPPER.readTree(answer.body()).path("code").asText());
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
