package dev.vitascope.load;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.bus.Broker;
import dev.vitascope.bus.Bus;
import dev.vitascope.bus.BusSettings;
import dev.vitascope.bus.StatusBridge;
import dev.vitascope.db.Database;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How late sockets learn of progress: from the event's publication by a worker, by way of broker,
 * web node and database, to the socket; with and without sockets that watch everything and read
 * nothing. {@code bench/fanout} runs it; the sockets take CPU from the same machine.
 */
class FanOutBench {

  private static final int VIDEOS = 200;
  private static final int UNREAD = 20;
  private static final int SECONDS = Integer.getInteger("vitascope.seconds", 20);
  private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");

  @TempDir private Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final Database database = Database.open(vertx, EmbeddedServices.database());
  private final Bus bus = new Bus(vertx);
  private final WebSocketClient sockets =
      vertx.createWebSocketClient(
          new WebSocketClientOptions().setMaxConnections(20_000).setReceiveBufferSize(16 * 1024));

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void socketsLearnOfProgress() throws Exception {
    var broker =
        Broker.open(
            BusSettings.of(
                EmbeddedServices.pulsarUrl(),
                Optional.empty(),
                "fan-out",
                Duration.ZERO,
                Optional.empty()));
    await(vertx.deployVerticle(new StatusBridge(bus, broker)));
    var counts = System.getProperty("vitascope.sockets", "1000,5000").split(",");
    for (var count : Stream.of(counts).map(Integer::parseInt).toList()) {
      run(count, 0);
      run(count, UNREAD);
    }
    await(vertx.close());
    await(broker.close());
  }

  private void run(int count, int unread) throws Exception {
    var videos = ChangingVideos.create(vertx, database, bus, VIDEOS);
    var timings = new Timings();
    try (var web = MeasuredNode.start("web", folder.resolve(count + "-" + unread))) {
      long rest = web.residentMegabytes();
      var open = new ArrayList<Future<Watcher>>();
      for (int i = 0; i < count; i++) {
        open.add(watch(web, videos, videos.get(i), timings));
        if (i % 100 == 99) {
          await(Future.all(open));
        }
      }
      for (int i = 0; i < unread; i++) {
        open.add(watchAllAndReadNothing(web, videos));
      }
      await(Future.all(open));
      videos.start();
      Thread.sleep(3_000);
      timings.report();
      double cpu = web.cpuSeconds();
      Thread.sleep(SECONDS * 1_000L);
      System.out.printf(
          "%d sockets, %d more that read nothing: web node %.0f %% of a core, %d MB before, %d MB"
              + " at most, %s%n%s",
          count,
          unread,
          100 * (web.cpuSeconds() - cpu) / SECONDS,
          rest,
          web.peakMegabytes(),
          web.warnings(),
          timings.report());
      videos.stop();
      open.forEach(one -> one.result().close());
    }
  }

  private Future<Watcher> watch(
      MeasuredNode web, ChangingVideos videos, VideoId video, Timings timings) {
    return Watcher.open(
        vertx,
        sockets,
        web.node().address(),
        video.toString(),
        frame -> {
          var sent = videos.publishedAt(video, version(frame));
          if (sent != null) {
            timings.add("to socket", System.nanoTime() - sent);
          }
        });
  }

  private Future<Watcher> watchAllAndReadNothing(MeasuredNode web, ChangingVideos videos) {
    return Watcher.open(
            vertx, sockets, web.node().address(), videos.get(0).toString(), unheard -> {})
        .onSuccess(
            watcher -> {
              for (int i = 1; i < VIDEOS; i++) {
                watcher.register(videos.get(i).toString());
              }
              watcher.socket().pause();
            });
  }

  private static long version(Buffer frame) {
    var found = VERSION.matcher(frame.toString());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
