package dev.vitascope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.media.TestClips;
import dev.vitascope.video.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node in a process of its own tells of a video's way: a trace, a log, meters. */
class SeenFromOutsideTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** In whatever is secret, so that it can be looked for. */
  private static final String HUSH = "hush-7f3a";

  /** All that may be written where a URL that a browser sends parts to would give it away. */
  private static final List<String> SIGNED = List.of("X-Amz-Signature", "X-Amz-Credential");

  private static final List<String> ONE_TRACE =
      List.of(
          "completeUpload",
          "encoding < transcode",
          "fetching < transcode",
          "ffmpeg < encoding",
          "ipfs add < pin",
          "pin < send video-pin-queue",
          "probing < transcode",
          "send video-pin-queue < transcode",
          "send video-transcode-queue < completeUpload",
          "storing < transcode",
          "transcode < send video-transcode-queue");

  @TempDir static Path folder;

  private final TestClips clips = new TestClips(folder);

  @Test
  void oneTraceAndLinesOfTheLogFollowAVideoAndNoSecretIsTold() throws Exception {
    assumeTrue(EmbeddedServices.ipfsApi().isPresent(), "no IPFS node can be had here");
    try (var collector = Collector.open();
        var node = ForkedNode.start(settings(collector), folder.resolve("node"))) {
      var client = node.client();
      var refused = client.upload(clips.text("letter.mp4", "Dear all, this is no video.\n"));
      client.await(refused, Set.of("Failed"), PATIENCE);
      var id = client.upload(clips.withSound(320, 180, 2));
      while (!client.progress(id).at("/ipfs/status").asText().equals("pinned")) {
        Thread.sleep(100);
      }
      assertMeasured(client.get("/metrics").body());
      assertEquals(0, node.stop());

      var trace = traceOf(id, collector);
      assertTrue(
          collector.parts(trace).containsAll(ONE_TRACE), () -> collector.parts(trace).toString());
      assertTrue(
          collector.parts(traceOf(refused, collector)).contains("probing < transcode"),
          () -> collector.spans().toString());
      assertEquals(Set.of("Bearer " + HUSH), Set.copyOf(collector.authorizations()));
      assertNamesVideoAndTrace(node.said(), id, trace);
      assertNothingSecret(node.said().toString());
      assertNothingSecret(collector.spans().toString());
    }
  }

  @Test
  void whatFailsAtTheStartTellsNoSecretEither() throws Exception {
    var given = EmbeddedServices.settings();
    var database = URI.create(given.get(Settings.DATABASE_URL));
    var stranger = new HashMap<>(given);
    stranger.put(
        Settings.DATABASE_URL,
        "postgresql://%s:%s@127.0.0.1:%d%s"
            .formatted(userInfo(database)[0], HUSH, database.getPort(), database.getPath()));
    var refused = new HashMap<>(given);
    refused.put("VITASCOPE_S3_SECRET_KEY", HUSH);
    assertNothingSecret(failing(stranger, "password authentication failed"));
    assertNothingSecret(failing(refused, "VITASCOPE_S3_ENDPOINT cannot be used"));
  }

  private static Map<String, String> settings(Collector collector) {
    var settings = new HashMap<>(EmbeddedServices.settings());
    var kubo = URI.create(settings.get(Settings.IPFS_API));
    settings.put(Settings.IPFS_API, "http://me:" + HUSH + "@" + kubo.getAuthority());
    settings.put("VITASCOPE_LOG", "json");
    settings.put("VITASCOPE_OTLP_ENDPOINT", collector.address().toString());
    settings.put("VITASCOPE_OTLP_HEADERS", "authorization=Bearer " + HUSH);
    settings.put("VITASCOPE_PIN_SERVICES", "away");
    settings.put("VITASCOPE_PIN_SERVICE_AWAY_URL", "http://127.0.0.1:1/psa");
    settings.put("VITASCOPE_PIN_SERVICE_AWAY_TOKEN", HUSH);
    return settings;
  }

  private static void assertMeasured(String metrics) {
    for (var series :
        List.of(
            "vitascope_encode_speed_ratio_count 1",
            "vitascope_stage_seconds_count{outcome=\"failed\",stage=\"probing\"} 1",
            "vitascope_jobs_running{kind=\"transcode\"}",
            "vertx_http_server_response_time_seconds_bucket{")) {
      assertTrue(metrics.contains(series), () -> series + " is not in\n" + metrics);
    }
  }

  /** Of the call that completed its upload. */
  private static String traceOf(String video, Collector collector) {
    return collector.spans().stream()
        .filter(span -> span.getName().equals("completeUpload"))
        .filter(span -> span.getAttributesList().toString().contains(video))
        .map(span -> Collector.hex(span.getTraceId()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(collector.spans().toString()));
  }

  private static void assertNamesVideoAndTrace(List<String> said, String video, String trace) {
    var lines =
        said.stream()
            .filter(line -> line.startsWith("{"))
            .map(line -> Json.read(line, JsonNode.class))
            .filter(line -> line.at("/mdc/video_id").asText().equals(video))
            .toList();
    for (var logger : List.of("bus.JobLoop", "media.Encoder", "pinning.PinHandler")) {
      var theirs =
          lines.stream().filter(line -> line.get("loggerName").asText().endsWith(logger)).toList();
      assertFalse(theirs.isEmpty(), () -> logger + " in " + said);
      theirs.forEach(line -> assertEquals(trace, line.at("/mdc/trace_id").asText()));
    }
  }

  private static String failing(Map<String, String> settings, String reason) throws Exception {
    settings.put("VITASCOPE_LOG", "json");
    return ForkedNode.failing(settings, folder.resolve("failing"), reason);
  }

  private static String[] userInfo(URI address) {
    return address.getUserInfo().split(":", -1);
  }

  private static void assertNothingSecret(String told) {
    assertFalse(told.contains(HUSH), told);
    var given = EmbeddedServices.settings();
    assertFalse(told.contains(given.get("VITASCOPE_S3_SECRET_KEY")), told);
    assertFalse(told.contains(userInfo(URI.create(given.get(Settings.DATABASE_URL)))[1]), told);
    SIGNED.forEach(mark -> assertFalse(told.contains(mark), told));
  }
}
