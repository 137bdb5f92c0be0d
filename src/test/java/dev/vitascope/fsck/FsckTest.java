package dev.vitascope.fsck;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.ApiClient;
import dev.vitascope.EmbeddedServices;
import dev.vitascope.RunningNode;
import dev.vitascope.db.Database;
import dev.vitascope.fsck.Disagreement.Kind;
import dev.vitascope.media.TestClips;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.Representation;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.pinning.KuboClient;
import dev.vitascope.video.Cid;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found when something is taken away behind the program's back. */
class FsckTest {

  @TempDir static Path folder;

  private static RunningNode node;
  private static ApiClient client;
  private static Vertx vertx;
  private static Database database;
  private static S3ObjectStore store;
  private static KuboClient kubo;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(EmbeddedServices.ipfsApi().isPresent(), "no IPFS node can be had here");
    node = RunningNode.start(folder);
    client = node.client();
    vertx = Vertx.vertx();
    database = Database.open(vertx, node.settings().database());
    store = S3ObjectStore.open(node.settings().s3());
    kubo = KuboClient.open(vertx, node.settings().pinning());
  }

  @AfterAll
  static void stop() throws Exception {
    if (node != null) {
      node.close();
      store.close();
      get(vertx.close());
    }
  }

  @Test
  void aVideoThatWentAllTheWayAgrees() throws Exception {
    assertEquals(List.of(), found(id(completed())));
  }

  @Test
  void anObjectThatIsGoneOrAnotherIsNamed() throws Exception {
    var video = completed();
    var mp4 = file(video, "mp4");
    get(
        store.put(
            ObjectKey.media(mp4),
            Buffer.buffer("short"),
            new Representation("video/mp4", Caching.NONE)));
    var playlist = file(video, "hls");
    var segment = playlist.replace("playlist.m3u8", "init.mp4");
    get(store.delete(Bucket.MEDIA, List.of(segments(video).getFirst())));
    assertEquals(List.of(Kind.OBJECT_MISSING, Kind.OBJECT_WRONG), found(id(video)));
    get(
        store.put(
            ObjectKey.media(playlist),
            Buffer.buffer("#EXTM3U\n"),
            new Representation("x/y", Caching.NONE)));
    assertEquals(
        List.of(Kind.OBJECT_MISSING, Kind.OBJECT_WRONG, Kind.PLAYLIST_OPEN), found(id(video)));
    get(store.delete(Bucket.MEDIA, List.of(segment)));
  }

  @Test
  void whatNothingRefersToIsNamed() throws Exception {
    var id = id(completed());
    put(ObjectKey.media(id + "/99/480p/init.mp4"));
    put(ObjectKey.original(id + "/another"));
    get(store.openUpload(ObjectKey.original(id + "/third"), "video/mp4"));
    assertEquals(List.of(Kind.OBJECT_STRAY, Kind.OBJECT_STRAY, Kind.UPLOAD_STRAY), found(id));
    client.delete("/videos/" + id);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !found(id).contains(Kind.OBJECT_STRAY)
                    || get(store.list(Bucket.MEDIA, id)).isEmpty());
  }

  @Test
  void aCopyThatIsNotKeptIsNamed() throws Exception {
    var video = completed();
    get(kubo.unpin(new Cid(video.get("ipfs_cid").asText())));
    assertEquals(List.of(Kind.NOT_PINNED), found(id(video)));
  }

  @Test
  void whoNobodyGoesOnWithIsNamed() throws Exception {
    var id = id(completed());
    get(
        database.run(
            "UPDATE videos SET upload_status = 'transcoding' WHERE id = $1", UUID.fromString(id)));
    assertEquals(List.of(Kind.VIDEO_STRANDED), found(id));
  }

  /** The kinds of what is found of one video; others may be there, of other tests. */
  private static List<Kind> found(String id) throws Exception {
    return new Fsck(database, store, Optional.of(kubo::pinned))
        .run().stream()
            .filter(one -> one.subject().contains(id))
            .map(Disagreement::kind)
            .sorted()
            .toList();
  }

  private static JsonNode completed() throws Exception {
    var id = client.upload(new TestClips(folder).silent(320, 180, 2), Map.of());
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> client.progress(id).at("/ipfs/status").asText().equals("pinned"));
    return client.video(id);
  }

  private static String file(JsonNode video, String format) {
    for (var transcode : video.get("transcodes")) {
      if (transcode.get("format").asText().equals(format)) {
        return transcode.get("file_path").asText();
      }
    }
    throw new AssertionError(video.toString());
  }

  private static List<String> segments(JsonNode video) throws Exception {
    var rows =
        database.run(
            "SELECT s.file_path FROM transcode_segments s JOIN transcodes t ON t.id = s.transcode_id"
                + " WHERE t.video_id = $1",
            UUID.fromString(id(video)));
    return get(rows).stream().map(row -> row.getString(0)).toList();
  }

  private static void put(ObjectKey key) throws Exception {
    get(store.put(key, Buffer.buffer("x"), new Representation("video/mp4", Caching.NONE)));
  }

  private static String id(JsonNode video) {
    return video.get("video_id").asText();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
