package dev.vitascope;

import static org.awaitility.Awaitility.await;

import dev.vitascope.db.Database;
import dev.vitascope.media.TestClips;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How throughput grows with workers, each a process of its own that encodes on one core, and how
 * long a free one idles while jobs wait. Asserts nothing; {@code bench/workers} runs it.
 */
class WorkersBench {

  private static final int JOBS = 12;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** Of jobs in the order of their beginning: where, and when in seconds. */
  private static final String JOBS_DONE =
      """
      SELECT t.worker, EXTRACT(EPOCH FROM t.created_at)::FLOAT8 AS queued,
        EXTRACT(EPOCH FROM o.created_at)::FLOAT8 AS begun,
        EXTRACT(EPOCH FROM t.updated_at)::FLOAT8 AS done
      FROM tasks t JOIN outbox o ON o.key = t.video_id::TEXT AND o.body LIKE '%transcode_started%'
      WHERE t.kind = 'transcode' AND t.video_id = ANY($1) ORDER BY begun
      """;

  private record Done(String worker, double queued, double begun, double done) {}

  @TempDir private Path folder;

  @Test
  void moreWorkersDoMore() throws Exception {
    var clip = new TestClips(folder).withSound(854, 480, 20);
    var vertx = Vertx.vertx();
    var database = Database.open(vertx, EmbeddedServices.database());
    var alone = 0.0;
    for (var workers : List.of(1, 2, 4)) {
      var done = run(workers, clip, database);
      var rate = JOBS / (last(done) - done.getFirst().begun());
      alone = workers == 1 ? rate : alone;
      System.out.printf(
          "%d workers: %.2f × the throughput of one; a free one idled %.1f %% of the time in which"
              + " jobs waited%n",
          workers, rate / alone, 100 * idle(workers, done));
    }
    get(vertx.close());
  }

  private List<Done> run(int workers, Path clip, Database database) throws Exception {
    var settings = new HashMap<>(EmbeddedServices.settings());
    settings.put("VITASCOPE_FFMPEG_THREADS", "1");
    var nodes = new ArrayList<ForkedNode>();
    try {
      for (var i = 0; i < workers; i++) {
        settings.put("VITASCOPE_ROLES", "worker");
        settings.put("VITASCOPE_FFMPEG", onCore(i % CORES).toString());
        settings.put("VITASCOPE_FFPROBE", TestClips.binaries().ffprobe().toString());
        nodes.add(ForkedNode.start(settings, folder.resolve(workers + "-worker-" + i)));
      }
      settings.put("VITASCOPE_ROLES", "web");
      nodes.add(ForkedNode.start(settings, folder.resolve(workers + "-web")));
      var client = nodes.getLast().client();
      var ids = new ArrayList<UUID>();
      for (var i = 0; i < JOBS; i++) {
        ids.add(UUID.fromString(client.upload(clip)));
      }
      await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> completed(database, ids) == JOBS);
      return done(database, ids);
    } finally {
      nodes.forEach(ForkedNode::close);
    }
  }

  /** What keeps an encode to one core: ffmpeg's own threads are several, whatever it is told. */
  private Path onCore(int core) throws IOException {
    var script = folder.resolve("ffmpeg-" + core);
    var ffmpeg = TestClips.binaries().ffmpeg();
    Files.writeString(script, "#!/bin/sh\nexec taskset -c %d %s \"$@\"\n".formatted(core, ffmpeg));
    script.toFile().setExecutable(true);
    return script;
  }

  /** From when all jobs were queued to when the last was taken. */
  private static double idle(int workers, List<Done> jobs) {
    var from = jobs.stream().mapToDouble(Done::queued).max().orElseThrow();
    var until = jobs.getLast().begun();
    var busy =
        jobs.stream()
            .mapToDouble(
                job -> Math.max(0, Math.min(job.done(), until) - Math.max(job.begun(), from)))
            .sum();
    return 1 - busy / (workers * (until - from));
  }

  private static double last(List<Done> jobs) {
    return jobs.stream().mapToDouble(Done::done).max().orElseThrow();
  }

  private static List<Done> done(Database database, List<UUID> ids) throws Exception {
    var jobs = new ArrayList<Done>();
    get(database.run(JOBS_DONE, (Object) ids.toArray(UUID[]::new)))
        .forEach(
            row ->
                jobs.add(
                    new Done(
                        row.getString("worker"),
                        row.getDouble("queued"),
                        row.getDouble("begun"),
                        row.getDouble("done"))));
    if (System.getProperty("vitascope.verbose") != null) {
      jobs.forEach(System.out::println);
    }
    return jobs;
  }

  private static long completed(Database database, List<UUID> ids) throws Exception {
    return get(database.run(
            "SELECT count(*) FROM videos WHERE id = ANY($1) AND upload_status = 'completed'",
            (Object) ids.toArray(UUID[]::new)))
        .iterator()
        .next()
        .getLong(0);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
