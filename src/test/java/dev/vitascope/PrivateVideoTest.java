package dev.vitascope;

import static dev.vitascope.bus.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.db.Database;
import dev.vitascope.fsck.Fsck;
import dev.vitascope.media.TestClips;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoId;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A private video from a client's hand to who has a link, and then to everyone, on real parts. */
class PrivateVideoTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;

  private static RunningNode node;
  private static ApiClient client;
  private static Vertx vertx;
  private static Database database;
  private static S3ObjectStore store;

  private final TestClips clips = new TestClips(folder);

  @BeforeAll
  static void start() throws IOException {
    node = RunningNode.startKnown(folder);
    client = node.client();
    vertx = Vertx.vertx();
    database = Database.open(vertx, node.settings().database());
    store = S3ObjectStore.open(node.settings().s3());
  }

  @AfterAll
  static void stop() {
    node.close();
    store.close();
    await(vertx.close());
  }

  @Test
  void itPlaysByItsLinkAloneUntilItIsPublic() throws Exception {
    var id = client.upload(clips.withSound(320, 180, 3), Map.of("visibility", "private"));
    client.await(id, Set.of("Completed", "Failed"), PATIENCE);
    var video = client.video(id);
    assertEquals("Completed done private off", standing(video), video::toString);
    assertEquals(List.of(), await(store.list(Bucket.MEDIA, id + "/")));

    var playback = video.get("playback");
    assertTrue(Instant.parse(playback.get("expires_at").asText()).isAfter(Instant.now()));
    assertEquals(75, framesOf(playback.get("hls_url")));
    assertEquals(75, framesOf(playback.at("/mp4/0/url")));
    for (var link : List.of("/poster_url", "/thumbnails/0", "/mp4/0/url", "/hls_url")) {
      var address = at(playback.at(link));
      assertTrue(ApiClient.fetch(address).statusCode() / 100 < 4, link);
      var bare = store.publicUrl(address.getPath().split("/", 4)[3]);
      assertFalse(isTat(bare), bare::toString);
      assertFalse(isTat(inPrivate(bare)), bare::toString);
    }
    assertEquals(List.of(), new Fsck(database, store, Optional.empty()).run(VideoId.parse(id)));
    assertEquals("not_failed", code("POST", id + "/retry", Map.of()));

    var before = at(playback.at("/mp4/0/url"));
    var edited = ApiClient.json(client.send("PATCH", "/videos/" + id, show("public")));
    assertEquals("publishing", edited.get("visibility").asText());
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> client.video(id).get("visibility").asText().equals("public"));
    var opened = client.video(id).get("playback");
    assertFalse(opened.has("expires_at"), opened::toString);
    assertEquals(75, framesOf(opened.get("hls_url")));
    assertEquals(opened.at("/mp4/0/url").asText(), location(before));
    assertEquals("already_public", code("PATCH", id, show("private")));
    assertEquals(1, pinTasks(id));
  }

  @Test
  void aLinkLastsAsLongAsIsAskedFor() throws Exception {
    var id = client.upload(clips.silent(320, 180, 1), Map.of("visibility", "private"));
    client.await(id, Set.of("Completed", "Failed"), PATIENCE);
    var links = ApiClient.json(client.post(links(id), Map.of("expires_in", 1)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> ApiClient.fetch(at(links.get("hls_url"))).statusCode() == 403);
    var usual = ApiClient.json(client.post(links(id), Map.of()));
    assertEquals(200, ApiClient.fetch(at(usual.get("hls_url"))).statusCode());
    assertEquals("invalid_request", code("POST", id + "/playback_links", tooLong()));

    client.delete("/videos/" + id);
    assertEquals(404, ApiClient.fetch(at(usual.get("hls_url"))).statusCode());
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> await(store.list(Bucket.PRIVATE_MEDIA, id + "/")).isEmpty());
  }

  @Test
  void whoCanSeeItIsUndecidedUntilItIsUploaded() throws Exception {
    var id =
        ApiClient.json(client.post("/videos", Map.of("filename", "a.mp4", "size", 10)))
            .get("video_id")
            .asText();
    assertEquals("Uploading receiving public queued", standing(client.video(id)));
    client.send("PATCH", "/videos/" + id, show("private"));
    assertEquals("Uploading receiving private off", standing(client.video(id)));
    client.send("PATCH", "/videos/" + id, show("public"));
    assertEquals("Uploading receiving public queued", standing(client.video(id)));
    assertEquals("invalid_request", code("PATCH", id, show("publishing")));
    client.delete("/videos/" + id);
  }

  private static Map<String, Object> show(String visibility) {
    return Map.of("visibility", visibility);
  }

  private static Map<String, Object> tooLong() {
    return Map.of("expires_in", 86_401);
  }

  private static String links(String id) {
    return "/videos/" + id + "/playback_links";
  }

  private static String standing(JsonNode video) {
    return "%s %s %s %s"
        .formatted(
            video.get("status").asText(),
            video.get("stage").asText(),
            video.get("visibility").asText(),
            video.at("/ipfs/status").asText());
  }

  private static String code(String method, String path, Object body) throws Exception {
    var answer = client.send(method, "/videos/" + path, body);
    return Json.MAPPER.readTree(answer.body()).path("code").asText();
  }

  private static URI at(JsonNode link) {
    return URI.create(link.asText());
  }

  private static URI inPrivate(URI bare) {
    var settings = node.settings().s3();
    return URI.create(
        bare.toString().replace("/" + settings.media() + "/", "/" + settings.privateMedia() + "/"));
  }

  private static boolean isTat(URI address) throws Exception {
    return ApiClient.fetch(address).statusCode() / 100 == 2;
  }

  private static String location(URI address) throws Exception {
    return ApiClient.fetch(address).headers().firstValue("location").orElse("none");
  }

  private static long pinTasks(String id) {
    var rows =
        await(
            database.run(
                "SELECT count(*) FROM tasks WHERE kind = 'pin' AND video_id = $1",
                VideoId.parse(id).value()));
    return rows.iterator().next().getLong(0);
  }

  /** As ffprobe counts them, decoding the whole over HTTP. */
  private static int framesOf(JsonNode link) throws Exception {
    var command =
        new ArrayList<>(List.of(TestClips.binaries().ffprobe().toString(), "-v", "error"));
    command.addAll(List.of("-select_streams", "v:0", "-count_frames"));
    command.addAll(List.of("-show_entries", "stream=nb_read_frames", "-of", "csv=p=0"));
    command.add(link.asText());
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(0, process.waitFor(), said);
    return Integer.parseInt(said.lines().findFirst().orElse("none").replace(",", ""));
  }
}
