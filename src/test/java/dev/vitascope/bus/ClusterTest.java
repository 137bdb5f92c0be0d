package dev.vitascope.bus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.hazelcast.core.Hazelcast;
import dev.vitascope.bus.ClusterSettings.Tls;
import dev.vitascope.video.VideoEvent.UploadOpened;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes whose event buses are one, encrypted. */
class ClusterTest {

  private static final SelfSignedCertificate CERTIFICATE =
      SelfSignedCertificate.create("127.0.0.1");
  private static final int[] PORTS = {freePort(), freePort()};

  private static Vertx one;
  private static Vertx other;
  private static Bus here;
  private static Bus there;

  @BeforeAll
  static void join() throws Exception {
    var shown = Path.of(CERTIFICATE.certificatePath());
    var tls = Optional.of(new Tls(shown, Path.of(CERTIFICATE.privateKeyPath()), shown));
    one = get(joined(PORTS[0], List.of("127.0.0.1:" + PORTS[1]), tls));
    other = get(joined(PORTS[1], List.of("127.0.0.1:" + PORTS[0]), tls));
    here = new Bus(one);
    there = new Bus(other);
  }

  @AfterAll
  static void leave() throws Exception {
    get(Future.join(one.close(), other.close()));
    CERTIFICATE.delete();
  }

  @Test
  void aLeaseToBeLookedAtIsHeardOfOnEveryNode() {
    var heard = new CopyOnWriteArrayList<VideoId>();
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

  /** It is a member of the cluster all the same: Hazelcast's own talk is nobody's secret. */
  @Test
  void whoHasNoCertificateIsNotHeard() throws Exception {
    var heard = new CopyOnWriteArrayList<VideoId>();
    var hearing = new CopyOnWriteArrayList<VideoId>();
    here.onLook(heard::add);
    var stranger = get(joined(freePort(), List.of("127.0.0.1:" + PORTS[0]), Optional.empty()));
    try {
      await().atMost(30, TimeUnit.SECONDS).until(() -> members().equals(Set.of(3)));
      var bus = new Bus(stranger);
      bus.onLook(hearing::add);
      var video = VideoId.random();
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(
              () -> {
                bus.look(video);
                TimeUnit.MILLISECONDS.sleep(200);
                return hearing.size() >= 3;
              });
      assertEquals(List.of(), heard);
    } finally {
      get(stranger.close());
    }
  }

  @Test
  void whatTheBrokerBringsStaysOnItsNode() {
    var known = new CopyOnWriteArrayList<Object>();
    var told = new CopyOnWriteArrayList<Object>();
    there.onEvent(told::add);
    here.onEvent(known::add);
    here.deliver(new UploadOpened(VideoId.random(), 1));
    await().until(() -> known.size() == 1);
    assertEquals(List.of(), told);
  }

  private static Future<Vertx> joined(int port, List<String> members, Optional<Tls> tls) {
    var settings = new ClusterSettings("127.0.0.1", port, members, Optional.empty(), tls);
    var cluster = new Cluster(settings);
    return cluster.join(Vertx.builder().with(cluster.in(new VertxOptions())));
  }

  /** How many each of them sees. */
  private static Set<Integer> members() {
    return Hazelcast.getAllHazelcastInstances().stream()
        .map(node -> node.getCluster().getMembers().size())
        .collect(Collectors.toSet());
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
