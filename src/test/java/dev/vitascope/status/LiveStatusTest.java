package dev.vitascope.status;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoEvent.TranscodeProgressed;
import dev.vitascope.video.VideoId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sockets are told, and what they may say. */
class LiveStatusTest {

  private StatusFixture status;
  private StoredVideo video;
  private LiveClient client;

  @BeforeEach
  void open() {
    status = StatusFixture.open();
    video = StoredVideo.create(status.database());
    client = status.connect();
  }

  @AfterEach
  void close() {
    video.delete();
    status.close();
  }

  @Test
  void whoRegistersGetsThePresentStateAtOnce() {
    client.register(video.id());
    var frame = client.frame(0);
    assertEquals("rec", frame.get("type").asText());
    assertEquals("video.status." + video.id(), frame.get("address").asText());
    assertEquals("Uploading", frame.at("/body/status").asText());
    assertEquals(1, frame.at("/body/version").asLong());
  }

  @Test
  void whoComesLaterGetsItTooAndTheOthersAreNotBothered() {
    client.register(video.id());
    client.frame(0);
    var other = status.connect();
    other.register(video.id());
    assertEquals(1, other.frame(0).at("/body/version").asLong());
    assertEquals(1, client.frames().size());
  }

  @Test
  void anEventBringsTheNewState() {
    client.register(video.id());
    client.frame(0);
    tell(video.set("upload_status = 'transcoding', stage = 'encoding', percent = 40"));
    assertEquals(40, client.frame(1).at("/body/percent").asDouble());
    assertEquals("encoding", client.frame(1).at("/body/stage").asText());
  }

  @Test
  void aChangeWithoutAnEventIsSeenAfterAWhile() {
    client.register(video.id());
    client.frame(0);
    video.set("percent = 7");
    assertEquals(7, client.frame(1).at("/body/percent").asDouble());
  }

  @Test
  void manyChangesAreSentFourTimesASecondAtMostAndTheLastIsNotLost() throws Exception {
    client.register(video.id());
    client.frame(0);
    long start = System.nanoTime();
    long version = 0;
    while (System.nanoTime() - start < Duration.ofSeconds(2).toNanos()) {
      version = video.set("percent = least(percent + 0.1, 99)");
      tell(version);
      Thread.sleep(10);
    }
    long last = version;
    await().until(() -> client.last().at("/body/version").asLong() == last);
    assertTrue(client.frames().size() <= 2 + 4 * 2 + 1, client.frames().size() + " frames");
    assertEquals(client.versions().stream().sorted().distinct().toList(), client.versions());
  }

  @Test
  void anOldEventChangesNothing() throws Exception {
    long version = video.set("percent = 5");
    client.register(video.id());
    assertEquals(version, client.frame(0).at("/body/version").asLong());
    tell(1);
    tell(version);
    Thread.sleep(600);
    assertEquals(List.of(version), client.versions());
  }

  @Test
  void whoUnregistersHearsNoMore() throws Exception {
    client.register(video.id());
    client.frame(0);
    client.unregister(video.id());
    Thread.sleep(100);
    tell(video.set("percent = 9"));
    Thread.sleep(600);
    assertEquals(1, client.frames().size());
  }

  @Test
  void anAddressOfNoVideoIsAnError() {
    client.register(VideoId.random());
    assertEquals("err", client.frame(0).get("type").asText());
    assertEquals("video_not_found", client.frame(0).get("failureType").asText());
  }

  private void tell(long version) {
    status.bridge().publish(new TranscodeProgressed(video.id(), version, 1, Stage.ENCODING));
  }
}
