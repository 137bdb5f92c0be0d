package dev.vitascope.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.ForkedNode;
import dev.vitascope.RunningNode;
import dev.vitascope.Settings;
import dev.vitascope.faults.Trap.Moment;
import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node that ends, as by {@code kill -9}, between two steps that belong together. The line to the
 * database knows the moment, so that the program needs to know nothing of it.
 */
@EnabledIfSystemProperty(named = "vitascope.faults", matches = "all")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CrashPointsTest {

  private static final String QUEUED = "upload_status = 'transcoding'";

  enum Crash {
    JOINED_BEFORE_COMMIT(Moment.BEFORE_COMMIT, QUEUED),
    NUMBERED_BEFORE_SEND(Moment.AFTER_COMMIT, "UPDATE outbox SET sequence"),
    SENT_BEFORE_MARK(Moment.BEFORE, "UPDATE outbox SET published_at"),
    CLAIMED_BEFORE_ACK(Moment.AFTER, "UPDATE tasks SET state = 'running'"),
    STORED_BEFORE_COMMIT(Moment.BEFORE_COMMIT, "upload_status = 'completed'"),
    PINNED_BEFORE_COMMIT(Moment.BEFORE_COMMIT, "ipfs_status = 'pinned'");

    private final Moment moment;
    private final String statement;

    Crash(Moment moment, String statement) {
      this.moment = moment;
      this.statement = statement;
    }

    /** Relaying goes on all the time: what is meant is the relaying of this video's job. */
    boolean afterQueued() {
      return this == NUMBERED_BEFORE_SEND || this == SENT_BEFORE_MARK;
    }
  }

  @TempDir Path folder;

  private Deployment deployment;
  private PostgresLine line;

  @BeforeEach
  void open() throws IOException {
    deployment = Deployment.shared(folder);
    line = new PostgresLine(deployment.address(Settings.DATABASE_URL));
  }

  @AfterEach
  void close() {
    if (line != null) {
      line.close();
      deployment.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereverANodeCrashesItsVideoIsDoneOnce(Crash crash) throws Exception {
    var clip = new TestClips(folder).withSound(320, 180, 2);
    var title = "crash " + UUID.randomUUID();
    var crashed = new CountDownLatch(1);
    var url = line.by(deployment.address(Settings.DATABASE_URL));
    try (var node =
        ForkedNode.start(deployment.with(Settings.DATABASE_URL, url), folder.resolve("first"))) {
      Runnable kill =
          () -> {
            node.kill();
            crashed.countDown();
          };
      var trap = new Trap(crash.moment, crash.statement, kill);
      line.set(crash.afterQueued() ? new Trap(Moment.SEEN, QUEUED, () -> line.set(trap)) : trap);
      try {
        node.client().upload(clip, Map.of("title", title));
      } catch (IOException cut) {
        // It went down as it was about to answer.
      }
      assertTrue(crashed.await(60, TimeUnit.SECONDS), "it did not come to that");
    }
    var video = deployment.video(title);
    deployment.expire(video);
    try (var node = RunningNode.start(folder)) {
      var again = node.client().post("/videos/" + video + "/upload/complete", Map.of());
      assertEquals(202, again.statusCode(), again.body());
      deployment.awaitPinned(video);
      deployment.assertDoneOnce(video);
    }
  }
}
