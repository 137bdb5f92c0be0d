package dev.vitascope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos from a client's hand to what anyone can watch, on real parts. */
class WholeWayTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;

  private static RunningNode node;
  private static ApiClient client;

  private final TestClips clips = new TestClips(folder);

  @BeforeAll
  static void start() throws IOException {
    node = RunningNode.start(folder);
    client = node.client();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aVideoWithSoundIsMadeStoredAndRecorded() throws Exception {
    var source = clips.withSound(1280, 720, 12);
    var video = takenAllTheWay(source);
    assertEquals(List.of("480p", "720p"), resolutions(video));
    assertEquals(TestClips.sha256(source), video.get("checksum").asText());
    assertEquals(100.0, client.progress(id(video)).get("percent").asDouble());
    var master = text(video.at("/playback/hls_url"));
    assertTrue(master.contains("RESOLUTION=1280x720") && master.contains("mp4a.40.2"), master);
    for (var transcode : video.get("transcodes")) {
      if (transcode.get("format").asText().equals("hls")) {
        assertPlaysFrom(video, transcode);
      }
    }
    assertRangesAndCors(URI.create(video.at("/playback/mp4/0/url").asText()));
    assertShown(video);
  }

  /** A poster and six thumbnails, of the second lowest rendition, as anyone reads them. */
  private static void assertShown(JsonNode video) throws Exception {
    var pictures = new ArrayList<String>();
    pictures.add(video.at("/playback/poster_url").asText());
    video.at("/playback/thumbnails").forEach(picture -> pictures.add(picture.asText()));
    assertEquals(7, pictures.size());
    for (var picture : pictures) {
      var image = ImageIO.read(URI.create(picture).toURL());
      assertEquals(1280, image.getWidth());
      assertEquals(720, image.getHeight());
    }
  }

  /** What is as a rung asks for is stored as it came. */
  @Test
  void anOriginalThatFitsIsNotEncodedAgain() throws Exception {
    var picture = TestClips.picture(1280, 720, "25", 12);
    var fitting =
        List.of("-b:v", "1M", "-maxrate", "2M", "-bufsize", "4M", "-g", "50", "-sc_threshold", "0");
    var source = clips.ofPicture("fitting.mp4", picture, fitting);
    var video = takenAllTheWay(source);
    assertEquals(List.of("480p", "720p"), resolutions(video));
    var sizes = new TreeMap<String, Long>();
    video
        .get("transcodes")
        .forEach(
            made -> {
              if (made.get("format").asText().equals("mp4")) {
                sizes.put(made.get("resolution").asText(), made.get("size").asLong());
              }
            });
    assertEquals(1.0, sizes.get("720p") / (double) Files.size(source), 0.02);
    assertPlaysFrom(video, hls(video));
  }

  @Test
  void aVideoWithoutSoundGetsNone() throws Exception {
    var video = takenAllTheWay(clips.silent(854, 480, 3));
    assertEquals(List.of("480p"), resolutions(video));
    assertFalse(text(video.at("/playback/hls_url")).contains("mp4a"));
  }

  @Test
  void aPortraitVideosRungIsItsShortSide() throws Exception {
    var video = takenAllTheWay(clips.turned(1280, 720, 3));
    assertEquals(List.of("480p", "720p"), resolutions(video));
    assertTrue(text(video.at("/playback/hls_url")).contains("RESOLUTION=720x1280"));
  }

  @Test
  void aVideoBelowTheLowestRungKeepsItsSize() throws Exception {
    var video = takenAllTheWay(clips.withSound(426, 240, 3));
    assertEquals(List.of("240p"), resolutions(video));
  }

  @Test
  void aFileThatIsNoVideoFailsOnceWithAReason() throws Exception {
    var id = client.upload(clips.text("letter.mp4", "Dear all, this is no video.\n".repeat(50)));
    var progress = client.await(id, Set.of("Failed", "Completed"), PATIENCE);
    assertEquals("Failed", progress.get("status").asText());
    assertEquals("not_a_video", progress.at("/error/code").asText());
    assertFalse(progress.at("/error/retriable").asBoolean());
  }

  @Test
  void theOriginalIsNotPublicAndItsPlaceIsNotTold() throws Exception {
    var video = takenAllTheWay(clips.silent(320, 180, 2));
    var media = URI.create(video.at("/playback/hls_url").asText());
    var original = media.resolve("/vitascope-originals/" + video.get("file_path").asText());
    assertEquals(403, ApiClient.fetch(original).statusCode());
  }

  @Test
  void everythingIsPinnedAndEveryIdentifierRecorded() throws Exception {
    assumeTrue(EmbeddedServices.ipfsApi().isPresent(), "no IPFS node can be had here");
    var id = client.upload(clips.withSound(640, 360, 11));
    client.await(id, Set.of("Completed"), PATIENCE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!client.progress(id).at("/ipfs/status").asText().equals("pinned")) {
      assertTrue(System.nanoTime() < deadline, "not pinned");
      Thread.sleep(200);
    }
    var video = client.video(id);
    for (var transcode : video.get("transcodes")) {
      assertTrue(transcode.hasNonNull("file_cid"), transcode.toString());
    }
    var master = text(video.at("/playback/ipfs_gateway_url"));
    assertEquals(text(video.at("/playback/hls_url")), master);
    for (var segment : segments(id, hls(video))) {
      assertTrue(segment.hasNonNull("file_cid"), segment.toString());
    }
  }

  private static JsonNode takenAllTheWay(Path source) throws Exception {
    var id = client.upload(source);
    client.await(id, Set.of("Completed", "Failed"), PATIENCE);
    var video = client.video(id);
    assertEquals("Completed", video.get("status").asText(), video.toString());
    return video;
  }

  private static void assertPlaysFrom(JsonNode video, JsonNode transcode) throws Exception {
    var playlist = text(transcode.get("url"));
    assertTrue(playlist.contains("#EXT-X-PLAYLIST-TYPE:VOD"), playlist);
    assertTrue(playlist.endsWith("#EXT-X-ENDLIST\n"), playlist);
    var seconds = 0.0;
    for (var segment : segments(id(video), transcode)) {
      seconds += segment.get("duration").asDouble();
    }
    assertEquals(12, seconds, 0.1);
  }

  private static void assertRangesAndCors(URI address) throws Exception {
    var request =
        HttpRequest.newBuilder(address)
            .header("range", "bytes=0-99")
            .header("origin", "https://elsewhere.example")
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofByteArray());
      assertEquals(206, answer.statusCode());
      assertEquals(100, answer.body().length);
      assertTrue(answer.headers().firstValue("access-control-allow-origin").isPresent());
      assertEquals("video/mp4", answer.headers().firstValue("content-type").orElseThrow());
      assertTrue(
          answer.headers().firstValue("content-disposition").orElseThrow().contains("p.mp4"));
    }
  }

  private static JsonNode hls(JsonNode video) {
    return StreamSupport.stream(video.get("transcodes").spliterator(), false)
        .filter(transcode -> transcode.get("format").asText().equals("hls"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode segments(String id, JsonNode transcode) throws Exception {
    return ApiClient.json(
        client.get(
            "/videos/%s/transcodes/%s/segments".formatted(id, transcode.get("id").asText())));
  }

  private static List<String> resolutions(JsonNode video) {
    return StreamSupport.stream(video.at("/playback/mp4").spliterator(), false)
        .map(mp4 -> mp4.get("resolution").asText())
        .sorted()
        .toList();
  }

  private static String text(JsonNode address) throws Exception {
    var answer = ApiClient.fetch(URI.create(address.asText()));
    assertEquals(200, answer.statusCode(), address.asText());
    return answer.body();
  }

  private static String id(JsonNode video) {
    return video.get("video_id").asText();
  }
}
