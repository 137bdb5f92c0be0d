package dev.vitascope.load;

import static dev.vitascope.bus.Waiting.await;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.db.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that come all at once, upload a file each and watch it to the end. The file is no video,
 * so that a worker refuses it by its first bytes: what is measured is everything but ffmpeg. {@code
 * bench/load} runs it; the clients and the services take CPU from the same machine.
 */
class LoadBench {

  private static final Buffer NO_VIDEO = Buffer.buffer("no video ".repeat(500));

  /** A node that has just started runs at a fraction of its speed. */
  private static final int WARM_UP = 300;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void clientsAtOnce() throws Exception {
    var counts =
        Stream.of(System.getProperty("vitascope.clients", "1000,2000").split(","))
            .map(Integer::parseInt)
            .toList();
    var vertx = Vertx.vertx();
    var database = Database.open(vertx, EmbeddedServices.database());
    for (var clients : counts) {
      run(vertx, database, clients, folder.resolve(clients + ""));
    }
    await(vertx.close());
  }

  private void run(Vertx vertx, Database database, int clients, Path folder) throws Exception {
    var recording = folder.resolveSibling(clients + ".jfr");
    var recorded = "-XX:StartFlightRecording=settings=profile,filename=" + recording;
    try (var worker = MeasuredNode.start("worker", folder.resolve("worker"));
        var web = MeasuredNode.start("web", folder.resolve("web"), recorded)) {
      var timings = new Timings();
      var client = new LoadClient(vertx, web.node().address(), NO_VIDEO, timings, clients);
      atOnce(client, WARM_UP);
      timings.report();
      var before = DatabaseUse.of(database);
      var cpu = CpuUse.now();
      double used = web.cpuSeconds();
      long begun = System.nanoTime();
      var ended = atOnce(client, clients);
      System.out.printf(
          "%d clients at once, %.1f s: %s; web node %.1f s of CPU, %d MB at most, %s%n%s",
          clients,
          (System.nanoTime() - begun) / 1e9,
          outcomes(ended),
          web.cpuSeconds() - used,
          web.peakMegabytes(),
          web.warnings(),
          timings.report());
      System.out.printf(
          "  a client: %s; CPU %s; the worker took %d MB at most%n",
          DatabaseUse.of(database).each(before, clients),
          CpuUse.now().each(cpu, clients),
          worker.peakMegabytes());
      web.node().stop();
      System.out.print(HotMethods.of(recording));
    }
  }

  private static List<Future<String>> atOnce(LoadClient client, int clients) {
    var ended = Stream.generate(client::upload).limit(clients).toList();
    await(Future.join(ended).transform(all -> Future.succeededFuture()));
    return ended;
  }

  private static Map<String, Long> outcomes(List<Future<String>> ended) {
    return ended.stream()
        .map(one -> one.succeeded() ? one.result() : String.valueOf(one.cause().getMessage()))
        .map(said -> said.replaceAll("\"instance\".*", ""))
        .collect(groupingBy(said -> said, counting()));
  }
}
