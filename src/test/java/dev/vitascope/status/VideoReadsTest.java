package dev.vitascope.status;

import static dev.vitascope.api.OpenDoor.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.VideoId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows as clients read them. */
class VideoReadsTest {

  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
  private static final String CID = "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi";

  private StatusFixture status;
  private StoredVideo video;

  @BeforeEach
  void open() {
    status = StatusFixture.open();
    video = StoredVideo.create(status.database());
  }

  @AfterEach
  void close() {
    video.delete();
    status.close();
  }

  @Test
  void bothProgressAddressesSayTheSame() {
    video.set(
        "upload_status = 'transcoding', stage = 'encoding', percent = 41.5, eta_seconds = 12, speed = 2.5,"
            + " renditions = '[{\"resolution\":\"720p\",\"percent\":33}]', playable = true");
    var progress = get("/video/" + video.id() + "/progress");
    assertEquals(get("/videos/" + video.id() + "/progress"), progress);
    assertEquals(video.id().toString(), progress.get("video_id").asText());
    assertEquals("Transcoding", progress.get("status").asText());
    assertEquals("encoding", progress.get("stage").asText());
    assertEquals(41.5, progress.get("percent").asDouble());
    assertEquals(12, progress.get("eta_seconds").asLong());
    assertEquals(2.5, progress.get("speed").asDouble());
    assertEquals("720p", progress.at("/renditions/0/resolution").asText());
    assertTrue(progress.get("playable").asBoolean());
    assertEquals("queued", progress.at("/ipfs/status").asText());
    assertFalse(progress.has("queue_position"));
    assertFalse(progress.has("error"));
  }

  @Test
  void aPinningVideoSaysHowMuchOfItIsSentAndOneThatIsDoneDoesNot() {
    video.set(
        "upload_status = 'completed', stage = 'pinning', speed = 2.5, ipfs_status = 'pinning',"
            + " ipfs_sent = 120, ipfs_total = 100");
    var progress = get("/video/" + video.id() + "/progress");
    assertEquals(100, progress.at("/ipfs/sent_bytes").asLong());
    assertEquals(100, progress.at("/ipfs/total_bytes").asLong());
    assertFalse(progress.has("speed"));
    video.set("stage = 'done', ipfs_status = 'pinned'");
    assertFalse(get("/video/" + video.id() + "/progress").get("ipfs").has("sent_bytes"));
  }

  @Test
  void whatBecameOfItsCopiesIsTold() {
    video.set("upload_status = 'completed', ipfs_status = 'pinned', ipfs_cid = '" + CID + "'");
    var alone = get("/videos/" + video.id()).get("ipfs");
    assertEquals("pinned", alone.get("status").asText());
    assertEquals(CID, alone.get("cid").asText());
    assertEquals(0, alone.get("services").size());
    assertFalse(alone.has("proof"));

    video.run(
        "INSERT INTO copy_checks (video_id, cid, proof, failure, reason)"
            + " VALUES ($1, $2, 'failed', 'copy_not_retrieved', 'for operators')",
        CID);
    video.run(
        "INSERT INTO remote_pins (video_id, service, cid, status, error_code, failure)"
            + " VALUES ($1, 'other', $2, 'failed', 'copy_not_fetched', 'for operators')",
        CID);
    var ipfs = get("/videos/" + video.id()).get("ipfs");
    assertEquals("failed", ipfs.at("/proof/status").asText());
    assertEquals("copy_not_retrieved", ipfs.at("/proof/error/code").asText());
    assertEquals("other", ipfs.at("/services/0/service").asText());
    assertEquals("failed", ipfs.at("/services/0/status").asText());
    assertEquals(
        "The pinning service could not fetch the copy.",
        ipfs.at("/services/0/error/message").asText());
    assertFalse(ipfs.toString().contains("for operators"), ipfs.toString());
    video.run("DELETE FROM remote_pins WHERE video_id = $1");
  }

  @Test
  void aPinThatFailedSaysWhyAndOneThatDidNotDoesNot() {
    video.set("upload_status = 'completed', ipfs_status = 'failed'");
    video.run(
        "INSERT INTO tasks (video_id, kind, max_attempts, state, failure)"
            + " VALUES ($1, 'pin', 3, 'failed', 'ipfs_unavailable')");
    var failed = get("/videos/" + video.id()).get("ipfs");
    assertEquals("ipfs_unavailable", failed.at("/error/code").asText());
    video.set("ipfs_status = 'pinned'");
    assertFalse(get("/videos/" + video.id()).get("ipfs").has("error"));
  }

  @Test
  void thePlaceInTheQueueCountsThoseBefore() {
    var first = StoredVideo.create(status.database());
    first.queue(LONG_AGO);
    video.queue(LONG_AGO.plusSeconds(1));
    assertEquals(1, get("/video/" + first.id() + "/progress").get("queue_position").asLong());
    assertEquals(2, get("/video/" + video.id() + "/progress").get("queue_position").asLong());
    first.delete();
  }

  @Test
  void aFailedVideoSaysWhy() {
    video.set(
        "upload_status = 'failed', error_code = 'not_a_video', error_message = 'It is a text.'");
    var progress = get("/video/" + video.id() + "/progress");
    assertEquals("Failed", progress.get("status").asText());
    assertEquals("not_a_video", progress.at("/error/code").asText());
    assertEquals("It is a text.", progress.at("/error/message").asText());
    assertFalse(progress.at("/error/retriable").asBoolean());
  }

  @Test
  void aNewVideoHasEveryColumnOfTheSpecification() {
    var all = get("/videos/" + video.id());
    for (var column :
        List.of(
            "video_id",
            "file_id",
            "title",
            "description",
            "file_path",
            "ipfs_cid",
            "checksum",
            "upload_status",
            "file_size",
            "created_at",
            "updated_at")) {
      assertTrue(all.has(column), column);
    }
    assertEquals("pending", all.get("upload_status").asText());
    assertTrue(all.at("/playback/hls_url").isMissingNode());
    assertEquals(0, all.at("/playback/mp4").size());
  }

  @Test
  void aVideoCanBeWatchedBeforeItIsDone() {
    video.set("upload_status = 'transcoding', playable = true, published_prefix = 'p/1'");
    assertEquals(
        "https://media.example/p/1/master.m3u8",
        get("/videos/" + video.id()).at("/playback/hls_url").asText());
  }

  @Test
  void aDoneVideoSaysWhereItPlays() {
    video.transcode("mp4", "p/1/720p.mp4");
    video.transcode("hls", "p/1/720p/playlist.m3u8");
    video.set(
        "upload_status = 'completed', stage = 'done', playable = true, percent = 100,"
            + " published_prefix = 'p/1', ipfs_status = 'pinned', completed_at = now(),"
            + " timings = '{\"encoding\": 3.5}', probe = '{\"bit_rate\": 7}', ipfs_cid = '"
            + CID
            + "'");
    var all = get("/videos/" + video.id());
    assertEquals("720p", all.at("/playback/mp4/0/resolution").asText());
    assertEquals("https://media.example/p/1/720p.mp4", all.at("/playback/mp4/0/url").asText());
    assertEquals(
        "https://gateway.example/ipfs/" + CID + "/master.m3u8",
        all.at("/playback/ipfs_gateway_url").asText());
    assertEquals("hls", all.at("/transcodes/0/format").asText());
    assertEquals("p/1/720p/playlist.m3u8", all.at("/transcodes/0/file_path").asText());
    assertEquals(3.5, all.at("/timings/encoding").asDouble());
    assertEquals(7, all.at("/probe/bit_rate").asInt());
    assertEquals(CID, all.get("ipfs_cid").asText());
  }

  @Test
  void segmentsComeInTheirOrder() {
    var mp4 = video.transcode("mp4", "p/1/720p.mp4");
    var hls = video.transcode("hls", "p/1/720p/playlist.m3u8");
    video.segment(hls, 1, "p/1/720p/00001.m4s");
    video.segment(hls, 0, "p/1/720p/00000.m4s");
    var path = "/videos/" + video.id() + "/transcodes/";
    var segments = get(path + hls + "/segments");
    assertEquals(2, segments.size());
    assertEquals("p/1/720p/00000.m4s", segments.at("/0/file_path").asText());
    assertEquals(9.5, segments.at("/0/duration").asDouble());
    assertTrue(segments.at("/0/file_cid").isNull());
    assertEquals(0, get(path + mp4 + "/segments").size());
    assertEquals(404, status.door().get(path + VideoId.random() + "/segments").statusCode());
    assertEquals(404, status.door().get(path + "nonsense/segments").statusCode());
  }

  private JsonNode get(String path) {
    var response = status.door().get(path);
    assertEquals(200, response.statusCode(), response.body());
    return json(response);
  }
}
