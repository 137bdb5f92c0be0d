package dev.vitascope.status;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitascope.bus.Waiting;
import dev.vitascope.video.IpfsStatus;
import dev.vitascope.video.Progress;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client that does not read costs us next to nothing, and sees the latest when it reads again.
 */
class SlowSocketTest {

  private final StuckSocket socket = new StuckSocket();
  private StatusFixture status;
  private StoredVideo video;
  private Context context;
  private LiveSocket live;

  @BeforeEach
  void open() {
    status = StatusFixture.open();
    video = StoredVideo.create(status.database());
    context = status.vertx().getOrCreateContext();
    live = new LiveSocket(socket, context, status.live());
    hear("register", video.id());
    await().until(() -> socket.written.size() == 1);
  }

  @AfterEach
  void close() {
    video.delete();
    status.close();
  }

  @Test
  void afterAFewFramesOnlyTheLatestStateWaits() {
    for (long version = 2; version <= 1000; version++) {
      live.offer(snapshot(version));
    }
    settle();
    int onTheWay = socket.written.size();
    assertEquals(8, onTheWay);
    context.runOnContext(go -> socket.readOne());
    settle();
    assertEquals(onTheWay + 1, socket.written.size());
    assertEquals(1000, socket.written.getLast().at("/body/version").asLong());
  }

  @Test
  void refusalsAreNotPiledUp() {
    for (int i = 0; i < 100; i++) {
      hear("register", "nonsense");
    }
    settle();
    assertEquals(8, socket.written.size());
  }

  @Test
  void anOlderStateIsNotSentAfterANewerOne() {
    live.offer(snapshot(7));
    live.offer(snapshot(6));
    live.offer(snapshot(7));
    settle();
    assertEquals(
        List.of(1L, 7L),
        socket.written.stream().map(frame -> frame.at("/body/version").asLong()).toList());
  }

  private void hear(String type, VideoId video) {
    hear(type, "video.status." + video);
  }

  private void hear(String type, String address) {
    var frame = "{\"type\":\"%s\",\"address\":\"%s\"}".formatted(type, address);
    context.runOnContext(go -> live.heard(Buffer.buffer(frame)));
  }

  private void settle() {
    var done = Promise.<Void>promise();
    context.runOnContext(go -> done.complete());
    Waiting.await(done.future());
  }

  private Snapshot snapshot(long version) {
    return Snapshot.of(
        new Progress(
            video.id(),
            VideoStatus.TRANSCODING,
            Stage.ENCODING,
            1,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            new Progress.Ipfs(
                IpfsStatus.QUEUED, Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            version,
            Instant.EPOCH));
  }
}
