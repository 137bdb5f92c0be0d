package dev.vitascope;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitascope.db.Database;
import dev.vitascope.fsck.Fsck;
import dev.vitascope.media.TestClips;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.pinning.KuboClient;
import dev.vitascope.video.Cid;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two web nodes, three workers and a pinner, each a process of its own, killed, frozen and stopped
 * at random while videos come in. What was accepted is Completed in the end, once, and everything
 * agrees. A run is repeated by its seed, {@code -Dvitascope.seed=…}, and made longer by {@code
 * -Dvitascope.videos=…} ({@code bench/soak}).
 */
class FaultsTest {

  private static final int VIDEOS = Integer.getInteger("vitascope.videos", 6);

  /** A fault for so many videos. */
  private static final int EVERY = Integer.getInteger("vitascope.every", 2);

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> WEB = List.of("web-1", "web-2");
  private static final List<String> WORKERS = List.of("worker-1", "worker-2", "worker-3");
  private static final String PINNER = "pinner-1";

  /** Longer than a lease. */
  private static final Duration FROZEN = Duration.ofSeconds(17);

  @TempDir Path folder;

  private final long seed = Long.getLong("vitascope.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<String, ForkedNode> nodes = new HashMap<>();
  private final List<String> told = new ArrayList<>();

  private Vertx vertx;
  private Database database;
  private S3ObjectStore store;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(EmbeddedServices.ipfsApi().isPresent(), "no IPFS node can be had here");
    vertx = Vertx.vertx();
    database = Database.open(vertx, EmbeddedServices.database());
    for (var names : List.of(WEB, WORKERS, List.of(PINNER))) {
      for (var name : names) {
        begin(name);
      }
    }
  }

  @AfterEach
  void stop() throws Exception {
    nodes.values().forEach(ForkedNode::close);
    if (vertx != null) {
      store.close();
      get(vertx.close());
    }
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void whateverIsDoneToNodesNothingIsLostDoubledOrLeftBehind() throws Exception {
    var clip = new TestClips(folder).withSound(854, 480, 12);
    var videos = new ArrayList<String>();
    while (videos.size() < VIDEOS) {
      videos.add(accepted(clip));
      if (videos.size() % EVERY == 0) {
        fault();
      }
    }
    for (var video : videos) {
      await(told.toString() + ", seed " + seed)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> isPinned(video));
    }
    videos.forEach(this::assertDoneOnce);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> assertEquals(List.of(), disagreements(videos), told + ", seed " + seed));
    for (var name : List.copyOf(nodes.keySet())) {
      assertEquals(0, nodes.remove(name).stop(), name);
      assertEquals(0, scratch(name), name);
    }
    assertEquals(0, children());
    report(videos);
  }

  private void report(List<String> videos) throws Exception {
    var attempts =
        get(
            database.run(
                "SELECT kind, count(*), sum(attempt)::INT8 FROM tasks WHERE video_id = ANY($1)"
                    + " GROUP BY kind ORDER BY kind DESC",
                (Object) videos.stream().map(UUID::fromString).toArray(UUID[]::new)));
    var tried = new ArrayList<String>();
    attempts.forEach(
        row -> tried.add("%s in %d attempts".formatted(row.getString(0), row.getLong(2))));
    var faults = told.stream().collect(groupingBy(fault -> fault, TreeMap::new, counting()));
    System.out.printf(
        "%d videos, all Completed once and pinned; %s; %d faults %s; seed %d; nothing lost, doubled"
            + " or left behind%n",
        videos.size(), String.join(", ", tried), told.size(), faults, seed);
  }

  /** By whichever web node answers; one that is cut off is tried again, as clients do. */
  private String accepted(Path clip) throws InterruptedException {
    while (true) {
      try {
        return nodes.get(one(WEB)).client().upload(clip);
      } catch (IOException | AssertionError cut) {
        Thread.sleep(500);
      }
    }
  }

  private void fault() throws Exception {
    var worker = one(WORKERS);
    switch (random.nextInt(5)) {
      case 0 -> kill(worker);
      case 1 -> kill(one(WEB));
      case 2 -> kill(PINNER);
      case 3 -> {
        told.add("stop " + worker);
        nodes.remove(worker).stop();
        begin(worker);
      }
      default -> {
        told.add("freeze " + worker);
        nodes.get(worker).signal("STOP");
        Thread.sleep(FROZEN);
        nodes.get(worker).signal("CONT");
      }
    }
    told.add("repeat messages");
    get(database.run("UPDATE outbox SET published_at = NULL WHERE sequence % 3 = 0"));
  }

  private String one(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private void kill(String name) throws Exception {
    told.add("kill " + name);
    nodes.remove(name).kill();
    begin(name);
  }

  private void begin(String name) throws IOException {
    var settings = new HashMap<>(EmbeddedServices.settings());
    settings.put("VITASCOPE_ROLES", name.replaceFirst("-.*", ""));
    nodes.put(name, ForkedNode.start(settings, folder.resolve(name)));
    if (store == null) {
      settings.put(Settings.DATA, folder.toString());
      store = S3ObjectStore.open(Settings.s3(new SettingsSource(settings)));
    }
  }

  private boolean isPinned(String video) throws Exception {
    var row =
        get(database.run(
                "SELECT upload_status, ipfs_status FROM videos WHERE id = $1",
                UUID.fromString(video)))
            .iterator()
            .next();
    assertTrue(!row.getString(0).equals("failed"), () -> video + " failed, seed " + seed);
    return row.getString(1).equals("pinned");
  }

  /** However often it was begun. */
  private void assertDoneOnce(String video) {
    try {
      var completed =
          get(
              database.run(
                  "SELECT count(*) FROM outbox WHERE key = $1 AND body LIKE '%transcode_completed%'",
                  video));
      assertEquals(1L, completed.iterator().next().getLong(0), video);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> disagreements(List<String> videos) {
    var pinned =
        EmbeddedServices.ipfsApi()
            .<Function<Cid, Future<Boolean>>>map(
                api -> KuboClient.open(vertx, settings().pinning())::pinned);
    return new Fsck(database, store, pinned)
        .run().stream()
            .filter(one -> videos.stream().anyMatch(one.subject()::contains))
            .map(Object::toString)
            .toList();
  }

  private Settings settings() {
    var values = new HashMap<>(EmbeddedServices.settings());
    values.put(Settings.DATA, folder.toString());
    return Settings.read(new SettingsSource(values));
  }

  private long scratch(String name) throws IOException {
    var scratch = folder.resolve(name).resolve("scratch");
    if (Files.notExists(scratch)) {
      return 0;
    }
    try (var left = Files.list(scratch)) {
      return left.count();
    }
  }

  /** Processes that still work in our folder. */
  private long children() {
    return ProcessHandle.allProcesses()
        .filter(one -> one.info().commandLine().orElse("").contains(folder.toString()))
        .count();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
