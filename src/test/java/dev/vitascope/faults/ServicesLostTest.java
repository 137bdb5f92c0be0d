package dev.vitascope.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitascope.ApiClient;
import dev.vitascope.RunningNode;
import dev.vitascope.Settings;
import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Topic;
import dev.vitascope.devservices.Part;
import dev.vitascope.media.TestClips;
import dev.vitascope.video.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Database and broker killed, frozen and fed with what they should not hold. */
class ServicesLostTest {

  private static final Set<String> BEGUN = Set.of("fetching", "probing", "encoding");

  @TempDir static Path folder;

  private static OwnServices services;
  private static Deployment deployment;
  private static RunningNode node;
  private static ApiClient client;
  private static Path clip;

  @BeforeAll
  static void start() throws Exception {
    services = OwnServices.start(folder.resolve("services"), Set.of(Part.POSTGRES, Part.PULSAR));
    deployment = Deployment.of(services.settings(), folder);
    node = RunningNode.start(folder, services.settings());
    client = node.client();
    clip = new TestClips(folder).withSound(640, 360, 15);
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
      deployment.close();
    }
    if (services != null) {
      services.close();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vitascope.faults", matches = "all")
  void aKilledDatabaseTakesNoVideoWithIt() throws Exception {
    var video = client.upload(clip);
    try (var watcher = Watcher.of(deployment.vertx(), node.address(), video)) {
      awaitBegun(video);
      services.kill("postgres");
      deployment.awaitPinned(video);
      watcher.awaitStatus("Completed");
      watcher.assertNeverWentBack(deployment.task("transcode", video).getInteger("attempt"));
    }
    deployment.assertDoneOnce(video);
  }

  @Test
  void whileTheBrokerIsAwayUploadsGoOnAndAfterwardsJobsDo() throws Exception {
    var running = client.upload(clip);
    awaitBegun(running);
    services.kill("java");
    var waiting = client.upload(clip);
    try (var watcher = Watcher.of(deployment.vertx(), node.address(), waiting);
        var other = Watcher.of(deployment.vertx(), node.address(), running)) {
      for (var video : Set.of(running, waiting)) {
        deployment.awaitPinned(video);
        deployment.assertDoneOnce(video);
        assertEquals(1, deployment.task("transcode", video).getInteger("attempt"));
      }
      watcher.awaitStatus("Completed");
      watcher.assertNeverWentBack(1);
      other.awaitStatus("Completed");
      other.assertNeverWentBack(1);
    }
  }

  @Test
  void aBrokerThatHangsIsWaitedFor() throws Exception {
    services.signal("STOP", "java");
    String video;
    try {
      assertEquals(503, client.get("/health/ready").statusCode());
      video = client.upload(clip);
    } finally {
      services.signal("CONT", "java");
    }
    deployment.awaitPinned(video);
    deployment.assertDoneOnce(video);
    await().atMost(Duration.ofSeconds(20)).until(() -> ready() == 200);
  }

  @Test
  void whateverStandsInTheQueuesEachVideoIsDoneOnce() throws Exception {
    var first = client.upload(clip);
    var unknown = UUID.randomUUID().toString();
    try (var pulsar =
            PulsarClient.builder()
                .serviceUrl(services.settings().get(Settings.PULSAR_URL))
                .build();
        var jobs = pulsar.newProducer().topic(Topic.TRANSCODE_QUEUE.topicName()).create();
        var facts = pulsar.newProducer().topic(Topic.STATUS_UPDATES.topicName()).create()) {
      for (var topic : Set.of(jobs, facts)) {
        send(topic, first, "not JSON at all");
        send(topic, first, "{}");
        send(topic, first, "null");
        send(topic, unknown, "{\"type\":\"unheard_of\",\"video_id\":\"" + unknown + "\"}");
      }
      var task = deployment.task("transcode", first).getUUID("id").toString();
      send(jobs, unknown, Json.write(Map.of("task_id", unknown, "video_id", unknown)));
      for (int repeated = 0; repeated < 20; repeated++) {
        send(jobs, first, Json.write(Map.of("task_id", task, "video_id", first)));
      }
      var second = client.upload(clip);
      for (var kind : JobKind.values()) {
        rewind(kind.queue());
      }
      for (var video : Set.of(first, second)) {
        deployment.awaitPinned(video);
        deployment.assertDoneOnce(video);
        assertEquals(1, deployment.task("transcode", video).getInteger("attempt"));
      }
    }
  }

  private static void send(Producer<byte[]> producer, String key, String body) throws Exception {
    producer.newMessage().key(key).value(body.getBytes(UTF_8)).send();
  }

  /** Every message is delivered anew (Pulsar admin API, "reset cursor"). */
  private static void rewind(Topic topic) throws Exception {
    var admin = URI.create(services.settings().get(Settings.PULSAR_ADMIN_URL));
    var subscription = topic == Topic.PIN_QUEUE ? "pinners" : "transcoders";
    var path =
        "/admin/v2/persistent/public/default/%s/subscription/%s/resetcursor/0"
            .formatted(topic.topicName(), subscription);
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(admin.resolve(path)).POST(BodyPublishers.noBody());
      assertEquals(
          2, http.send(request.build(), BodyHandlers.discarding()).statusCode() / 100, path);
    }
  }

  private static void awaitBegun(String video) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> BEGUN.contains(client.progress(video).get("stage").asText()));
  }

  private static int ready() throws Exception {
    return client.get("/health/ready").statusCode();
  }
}
