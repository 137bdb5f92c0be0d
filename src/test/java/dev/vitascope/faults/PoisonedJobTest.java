package dev.vitascope.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.ApiClient;
import dev.vitascope.ForkedNode;
import dev.vitascope.RunningNode;
import dev.vitascope.Settings;
import dev.vitascope.bus.Topic;
import dev.vitascope.bus.Waiting;
import dev.vitascope.faults.Trap.Moment;
import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A job that takes its worker down with it, each time. */
@EnabledIfSystemProperty(named = "vitascope.faults", matches = "all")
class PoisonedJobTest {

  private static final int ATTEMPTS = 2;

  @TempDir Path folder;

  @Test
  void itIsGivenUpWithADeadLetterAndOthersAreDone() throws Exception {
    var clip = new TestClips(folder).withSound(320, 180, 2);
    try (var deployment = Deployment.shared(folder);
        var line = new PostgresLine(deployment.address(Settings.DATABASE_URL))) {
      var video = crash(deployment, line, client -> client.upload(clip));
      for (int attempt = 2; attempt <= ATTEMPTS; attempt++) {
        deployment.expire(video);
        crash(deployment, line, client -> awaitAttempt(deployment, video));
      }
      deployment.expire(video);
      try (var node = RunningNode.start(folder)) {
        var client = node.client();
        var other = client.upload(clip);
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> client.progress(video).get("status").asText().equals("Failed"));
        var task = deployment.task("transcode", video);
        assertEquals(ATTEMPTS, task.getInteger("attempt"));
        assertEquals("lease_lost", task.getString("failure"));
        assertTrue(client.progress(video).at("/error/message").asText().contains("silent"));
        assertTrue(hasDeadLetter(deployment, video));
        deployment.assertAgrees(video);
        deployment.awaitPinned(other);
        deployment.assertDoneOnce(other);
      }
    }
  }

  private interface Doing {
    String with(ApiClient client) throws Exception;
  }

  /** A node that goes down as soon as it begins with the job. */
  private String crash(Deployment deployment, PostgresLine line, Doing doing) throws Exception {
    var crashed = new CountDownLatch(1);
    var url = line.by(deployment.address(Settings.DATABASE_URL));
    try (var node =
        ForkedNode.start(deployment.with(Settings.DATABASE_URL, url), folder.resolve("node"))) {
      line.set(
          new Trap(
              Moment.AFTER_COMMIT,
              "stage = 'fetching'",
              () -> {
                node.kill();
                crashed.countDown();
              }));
      var video = doing.with(node.client());
      Waiting.await(
          deployment
              .database()
              .run(
                  "UPDATE tasks SET max_attempts = $2 WHERE video_id = $1",
                  UUID.fromString(video),
                  ATTEMPTS));
      assertTrue(crashed.await(30, TimeUnit.SECONDS), "it did not begin");
      return video;
    }
  }

  private static String awaitAttempt(Deployment deployment, String video) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              deployment.hurry(video);
              return deployment.task("transcode", video).getInteger("attempt") == ATTEMPTS;
            });
    return video;
  }

  private static boolean hasDeadLetter(Deployment deployment, String video) throws IOException {
    try (var pulsar =
            PulsarClient.builder()
                .serviceUrl(deployment.values().get(Settings.PULSAR_URL))
                .build();
        var letters =
            pulsar
                .newReader()
                .topic(Topic.TRANSCODE_DEAD_LETTERS.topicName())
                .startMessageId(MessageId.earliest)
                .create()) {
      for (var letter = letters.readNext(10, TimeUnit.SECONDS);
          letter != null;
          letter = letters.readNext(10, TimeUnit.SECONDS)) {
        if (video.equals(letter.getKey())) {
          return true;
        }
      }
      return false;
    }
  }
}
