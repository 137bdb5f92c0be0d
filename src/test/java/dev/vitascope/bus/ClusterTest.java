package dev.vitascope.bus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitascope.video.VideoEvent.UploadOpened;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes whose event buses are one. */
class ClusterTest {

  private Vertx one;
  private Vertx other;

  @BeforeEach
  void join() throws Exception {
    int[] ports = {freePort(), freePort()};
    one = get(joined(ports[0], List.of("127.0.0.1:" + ports[1])));
    other = get(joined(ports[1], List.of("127.0.0.1:" + ports[0])));
  }

  @AfterEach
  void leave() throws Exception {
    get(Future.join(one.close(), other.close()));
  }

  @Test
  void aLeaseToBeLookedAtIsHeardOfOnEveryNode() {
    var heard = new CopyOnWriteArrayList<VideoId>();
    var here = new Bus(one);
    var there = new Bus(other);
    here.onLook(heard::add);
    there.onLook(heard::add);
    var video = VideoId.random();
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(
            () -> {
              heard.clear();
              here.look(video);
              TimeUnit.MILLISECONDS.sleep(200);
              return heard.equals(List.of(video, video));
            });
  }

  @Test
  void whatTheBrokerBringsStaysOnItsNode() throws Exception {
    var there = new CopyOnWriteArrayList<Object>();
    var here = new CopyOnWriteArrayList<Object>();
    new Bus(other).onEvent(there::add);
    var bus = new Bus(one);
    bus.onEvent(here::add);
    bus.deliver(new UploadOpened(VideoId.random(), 1));
    await().until(() -> here.size() == 1);
    assertEquals(List.of(), there);
  }

  private static Future<Vertx> joined(int port, List<String> members) {
    var settings =
        new ClusterSettings("127.0.0.1", port, members, Optional.empty(), Optional.empty());
    var cluster = new Cluster(settings);
    return cluster.join(Vertx.builder().with(cluster.in(new VertxOptions())));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
