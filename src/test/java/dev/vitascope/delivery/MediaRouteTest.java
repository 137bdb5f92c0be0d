package dev.vitascope.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.vitascope.api.OpenDoor;
import dev.vitascope.objectstore.DownloadName;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.Representation;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.objectstore.TestStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Published files read at this program. */
class MediaRouteTest {

  private static final String PATH = "/media/video/1/480p/segment-00001.m4s";

  /** More than two pieces. */
  private static final String CONTENT = "0123456789".repeat(150_000);

  private static final DownloadName NAME = DownloadName.of("holiday.mov", "-480p.m4s");

  private static Vertx vertx;
  private static TestStorage server;
  private static S3ObjectStore store;
  private static OpenDoor door;

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    server = TestStorage.start();
    store = S3ObjectStore.open(server.settings());
    get(store.prepare());
    get(
        store.put(
            ObjectKey.media("video/1/480p/segment-00001.m4s"),
            Buffer.buffer(CONTENT),
            new Representation("video/iso.segment", Caching.IMMUTABLE, Optional.of(NAME))));
    door = OpenDoor.mounting(vertx, Map.of("/media", new MediaRoute(store)::router));
  }

  @AfterAll
  static void close() throws Exception {
    get(vertx.close());
    store.close();
    server.stop();
  }

  /** Viewers leave all the time. */
  @Test
  void whoHangsUpMidwayIsNoError() throws Exception {
    get(
        store.put(
            ObjectKey.media("large.mp4"),
            Buffer.buffer(new byte[8 << 20]),
            new Representation("video/mp4", Caching.IMMUTABLE)));
    var logger = (Logger) LoggerFactory.getLogger("dev.vitascope.api.Problems");
    var told = new ListAppender<ILoggingEvent>();
    told.start();
    logger.addAppender(told);
    try {
      for (int n = 0; n < 40; n++) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
          socket.setSoLinger(true, 0);
          socket
              .getOutputStream()
              .write("GET /media/large.mp4 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
          assertTrue(socket.getInputStream().read(new byte[100 * (n % 3) + 1]) > 0);
        }
      }
      assertEquals(200, read().statusCode());
    } finally {
      logger.detachAppender(told);
    }
    assertEquals(
        List.of(),
        told.list.stream()
            .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
            .map(ILoggingEvent::getFormattedMessage)
            .toList());
  }

  @Test
  void theWholeComesAsItWasStored() {
    var answer = read();
    assertEquals(200, answer.statusCode());
    assertEquals(CONTENT, answer.body());
    assertEquals("video/iso.segment", header(answer, "content-type"));
    assertEquals(Caching.IMMUTABLE.header(), header(answer, "cache-control"));
    assertTrue(header(answer, "content-disposition").contains("\"holiday-480p.m4s\""));
    assertEquals("bytes", header(answer, "accept-ranges"));
  }

  @Test
  void whatACacheKeepsOfOneViewerIsRightForAnyOther() {
    for (var answer :
        List.of(read(), read("origin", "https://page.example"), read("range", "bytes=0-9"))) {
      assertEquals("*", header(answer, "access-control-allow-origin"));
      assertFalse(answer.headers().firstValue("vary").isPresent(), answer.headers()::toString);
    }
  }

  @Test
  void headSaysWhatGetWouldSend() {
    var answer = door.send(door.request(PATH).HEAD());
    assertEquals(200, answer.statusCode());
    assertEquals("1500000", header(answer, "content-length"));
    assertEquals("", answer.body());
  }

  @Test
  void aStretchComesAlone() {
    for (var range :
        List.of("bytes=700000-700009", "bytes=1499990-", "bytes=-10", "bytes=1499990-9999999")) {
      var answer = read("range", range);
      assertEquals(206, answer.statusCode(), range);
      assertEquals("0123456789", answer.body(), range);
      assertTrue(header(answer, "content-range").endsWith("/1500000"), range);
    }
    assertEquals("bytes 0-0/1500000", header(read("range", "bytes=0-0"), "content-range"));
  }

  @Test
  void aRangeThatCannotBeServedIsRefusedAndOneThatIsNoneIsPassedOver() {
    for (var range : List.of("bytes=1500000-", "bytes=-0")) {
      var answer = read("range", range);
      assertEquals(416, answer.statusCode(), range);
      assertEquals("bytes */1500000", header(answer, "content-range"));
    }
    for (var range : List.of("bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5")) {
      assertEquals(200, read("range", range).statusCode(), range);
    }
  }

  @Test
  void whatTheReaderHasIsNotSentAgain() {
    var etag = header(read(), "etag");
    assertEquals(304, read("if-none-match", etag).statusCode());
    assertEquals(200, read("if-none-match", "\"other\"").statusCode());
    assertEquals(206, read("range", "bytes=0-9", "if-range", etag).statusCode());
    assertEquals(200, read("range", "bytes=0-9", "if-range", "\"other\"").statusCode());
  }

  @Test
  void pagesOfOthersMayReadIt() {
    var answer = read("origin", "https://elsewhere.example");
    assertEquals("*", header(answer, "access-control-allow-origin"));
    assertTrue(header(answer, "access-control-expose-headers").contains("content-range"));
  }

  @Test
  void thereIsNothingElse() {
    for (var path :
        List.of("/media", "/media/", "/media//x", "/media/video", "/media/..%2foriginals%2fx")) {
      assertEquals(404, door.get(path).statusCode(), path);
    }
  }

  private static HttpResponse<String> read(String... headers) {
    var request = door.request(PATH);
    return door.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
