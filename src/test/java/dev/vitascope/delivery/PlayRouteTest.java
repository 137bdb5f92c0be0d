package dev.vitascope.delivery;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.api.OpenDoor;
import dev.vitascope.links.PlaybackLinks;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.Representation;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.objectstore.TestStorage;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.Visibility;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files of private videos read by their links, from a storage that holds its permissions. */
class PlayRouteTest {

  private static final VideoId VIDEO = VideoId.random();
  private static final VideoId OPENED = VideoId.random();
  private static final String PLAYLIST = VIDEO + "/1-abc/480p/playlist.m3u8";
  private static final String SEGMENT = VIDEO + "/1-abc/480p/00000.m4s";
  private static final HttpClient STRANGER = HttpClient.newHttpClient();
  private static final PlaybackLinks LINKS =
      new PlaybackLinks(URI.create("http://here"), "secret", InstantSource.system());

  private static Vertx vertx;
  private static TestStorage server;
  private static S3ObjectStore store;
  private static OpenDoor door;

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    server = TestStorage.start();
    store = S3ObjectStore.open(server.settings());
    await(store.prepare());
    put(PLAYLIST, "#EXTM3U\n", "application/vnd.apple.mpegurl");
    put(SEGMENT, "0123456789", "video/mp4");
    door =
        OpenDoor.mounting(
            vertx, Map.of("/play", new PlayRoute(LINKS, store, PlayRouteTest::visibility)::router));
  }

  @AfterAll
  static void close() throws Exception {
    await(vertx.close());
    store.close();
    server.stop();
    STRANGER.close();
  }

  @Test
  void aPlaylistComesFromHereAndIsKeptByNobody() {
    var answer = door.get(path(VIDEO, PLAYLIST, 60));
    assertEquals(200, answer.statusCode());
    assertEquals("#EXTM3U\n", answer.body());
    assertEquals("application/vnd.apple.mpegurl", header(answer, "content-type"));
    assertEquals("no-store", header(answer, "cache-control"));
    assertEquals("*", header(answer, "access-control-allow-origin"));
  }

  @Test
  void theRestComesFromTheStorageForAsLongAsTheLinkLasts() throws Exception {
    var answer =
        door.send(
            door.request(path(VIDEO, SEGMENT, 60)).header("origin", "https://page.example").GET());
    assertEquals(302, answer.statusCode());
    assertEquals("*", header(answer, "access-control-allow-origin"));
    var there = URI.create(header(answer, "location"));
    var seconds = Integer.parseInt(there.getQuery().replaceFirst(".*X-Amz-Expires=(\\d+).*", "$1"));
    assertTrue(seconds > 50 && seconds <= 60, there::toString);
    var read = ask(there, "range", "bytes=2-4", "origin", "null");
    assertEquals(206, read.statusCode());
    assertEquals("234", read.body());
    assertEquals("*", header(read, "access-control-allow-origin"));
    assertTrue(header(read, "cache-control").startsWith("private, max-age="));
  }

  @Test
  void withoutASignatureTheStorageGivesNothing() throws Exception {
    var signed = store.signRead(new ObjectKey(Bucket.PRIVATE_MEDIA, SEGMENT), Duration.ofHours(1));
    assertEquals(200, ask(signed).statusCode());
    var bare = URI.create(signed.toString().replaceFirst("\\?.*", ""));
    assertEquals(403, ask(bare).statusCode());
    assertEquals(403, ask(bare.resolve("/published-private/")).statusCode());
    var another = signed.toString().replace("00000.m4s", "00001.m4s");
    assertEquals(403, ask(URI.create(another)).statusCode());
    var longer = signed.toString().replace("X-Amz-Expires=3600", "X-Amz-Expires=7200");
    assertEquals(403, ask(URI.create(longer)).statusCode());
  }

  @Test
  void whatThereIsToKnowIsSaidHere() {
    var answer = door.send(door.request(path(VIDEO, SEGMENT, 60)).HEAD());
    assertEquals(200, answer.statusCode());
    assertEquals("10", header(answer, "content-length"));
    assertEquals("bytes", header(answer, "accept-ranges"));
  }

  @Test
  void aLinkThatHasRunOutOrWasChangedIsRefused() {
    assertProblem(403, "link_expired", path(VIDEO, PLAYLIST, 0));
    assertProblem(403, "link_expired", path(VIDEO, SEGMENT, -60));
    var good = path(VIDEO, PLAYLIST, 60);
    assertProblem(403, "link_invalid", good.replaceFirst("/play/\\d+", "/play/9999999999"));
    assertProblem(403, "link_invalid", good.replaceFirst("\\..{3}", ".AAA"));
    assertProblem(403, "link_invalid", good.replace(VIDEO.toString(), OPENED.toString()));
  }

  @Test
  void aLinkLeadsNowhereElse() {
    var good = path(VIDEO, PLAYLIST, 60);
    for (var path :
        List.of(
            "/play/",
            good.replace("480p/playlist", "480p/none"),
            good.replace("480p", "..%2f..%2f" + OPENED),
            good.replace("480p/playlist.m3u8", "../../x.m3u8"),
            good.replace(VIDEO.toString(), "z".repeat(36)),
            good.replaceFirst(VIDEO + "/.*", VIDEO.toString()))) {
      var answer = door.get(path);
      assertEquals(404, answer.statusCode(), path + ": " + answer.body());
    }
    assertProblem(404, "video_not_found", path(VideoId.random(), "x/master.m3u8", 60));
  }

  @Test
  void whatHasBecomePublicIsFoundWhereItIs() {
    var key = OPENED + "/1-abc/master.m3u8";
    var answer = door.get(path(OPENED, key, 60));
    assertEquals(302, answer.statusCode());
    assertEquals(store.publicUrl(key).toString(), header(answer, "location"));
  }

  private static Future<Visibility> visibility(VideoId video) {
    return video.equals(VIDEO)
        ? Future.succeededFuture(Visibility.PRIVATE)
        : video.equals(OPENED)
            ? Future.succeededFuture(Visibility.PUBLIC)
            : Future.failedFuture(new VideoException(Failure.VIDEO_NOT_FOUND));
  }

  private static void put(String key, String content, String type) throws Exception {
    await(
        store.put(
            new ObjectKey(Bucket.PRIVATE_MEDIA, key),
            Buffer.buffer(content),
            new Representation(type, Caching.IMMUTABLE)));
  }

  /** By a link that ends in so many seconds. */
  private static String path(VideoId video, String key, int seconds) {
    var named = key.startsWith(video.toString()) ? key : video + "/" + key;
    return LINKS.sign(video, Instant.now().plusSeconds(seconds), named).getPath();
  }

  private static void assertProblem(int status, String code, String path) {
    var answer = door.get(path);
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"" + code + "\""), answer.body());
  }

  private static HttpResponse<String> ask(URI address, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(address);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return STRANGER.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }
}
