package dev.vitascope.api;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitascope.Authorities;
import dev.vitascope.access.Access;
import dev.vitascope.api.HttpSettings.Tls;
import dev.vitascope.cli.ServerException;
import dev.vitascope.cli.VideoClient;
import dev.vitascope.tracing.Tracing;
import dev.vitascope.video.VideoId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door with a certificate of its own. */
class TlsTest {

  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path folder;
  private int port;

  @BeforeEach
  void open() throws IOException {
    put(SelfSignedCertificate.create("localhost"));
    var tls =
        new Tls(folder.resolve("cert.pem"), folder.resolve("key.pem"), Duration.ofMillis(100));
    var settings =
        new HttpSettings(
            "127.0.0.1",
            0,
            Optional.of(Path.of("src/test/resources/webroot")),
            Optional.of(tls),
            false,
            Optional.empty(),
            List.of());
    var door =
        new HttpDoor(
            settings,
            Access.OPEN,
            new FakeOperations().with(Map.of()),
            Map.of(),
            Metrics.registry(),
            Tracing.off(),
            Map.of("/eventbus", TlsTest::greeting));
    await(vertx.deployVerticle(door));
    port = door.port();
  }

  @Test
  void theCommandLineSaysWhatToDoAboutAStranger() {
    try (var client = new VideoClient(URI.create("https://localhost:" + port))) {
      var refusal = assertThrows(ServerException.class, () -> client.video(VideoId.random()));
      assertEquals(ServerException.UNTRUSTED, refusal.code());
    }
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void itAnswersEncryptedAndSaysThatItAlwaysWill() {
    var client = vertx.createHttpClient(new HttpClientOptions().setSsl(true).setTrustAll(true));
    var answer =
        await(
            client
                .request(HttpMethod.GET, port, "localhost", "/health/live")
                .compose(
                    request ->
                        request
                            .send()
                            .map(response -> response.getHeader("strict-transport-security"))));
    assertEquals("max-age=31536000", answer);
  }

  @Test
  void webSocketsAreEncryptedToo() {
    var client =
        vertx.createWebSocketClient(new WebSocketClientOptions().setSsl(true).setTrustAll(true));
    var greeting =
        await(
            client
                .connect(port, "localhost", "/eventbus/websocket")
                .compose(
                    socket -> {
                      var first = io.vertx.core.Promise.<String>promise();
                      socket.textMessageHandler(first::tryComplete);
                      return first.future();
                    }));
    assertEquals("hello", greeting);
  }

  @Test
  void whoSpeaksPlainTextGetsNoAnswer() {
    var client = vertx.createHttpClient();
    var asked =
        client
            .request(HttpMethod.GET, port, "localhost", "/health/live")
            .compose(request -> request.send());
    assertThrows(HttpClosedException.class, () -> await(asked));
  }

  @Test
  void anotherCertificateIsShownWithoutARestartOnceItsKeyIsThere() throws Exception {
    var before = serial();
    var next = SelfSignedCertificate.create("localhost");
    Files.copy(Path.of(next.certificatePath()), folder.resolve("cert.pem"), REPLACE);
    Awaitility.await().during(Duration.ofMillis(500)).until(() -> serial().equals(before));
    put(next);
    Awaitility.await().until(() -> !serial().equals(before));
    assertNotEquals(before, serial());
  }

  @Test
  void anAuthorityOfOnesOwnIsTrustedOnceItIsNamed() throws Exception {
    var kept = System.getProperties().clone();
    assertThrows(SSLHandshakeException.class, this::ask);
    try {
      new Authorities(folder.resolve("cert.pem")).trust();
      assertEquals(200, ask());
    } finally {
      System.setProperties((java.util.Properties) kept);
    }
  }

  /** Trusts whom the process trusts. */
  private int ask() {
    var client = vertx.createHttpClient(new HttpClientOptions().setSsl(true).setVerifyHost(true));
    return await(
        client
            .request(HttpMethod.GET, port, "localhost", "/health/live")
            .compose(request -> request.send().map(response -> response.statusCode())));
  }

  private String serial() {
    var client = vertx.createHttpClient(new HttpClientOptions().setSsl(true).setTrustAll(true));
    return await(
        client
            .request(HttpMethod.GET, port, "localhost", "/health/live")
            .compose(
                request ->
                    request
                        .send()
                        .map(
                            response -> {
                              try {
                                var shown = request.connection().peerCertificates().getFirst();
                                return ((java.security.cert.X509Certificate) shown)
                                    .getSerialNumber()
                                    .toString();
                              } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
                                throw new AssertionError(e);
                              }
                            }))
            .eventually(client::close));
  }

  private static final StandardCopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;

  private void put(SelfSignedCertificate pair) throws IOException {
    Files.copy(Path.of(pair.certificatePath()), folder.resolve("cert.pem"), REPLACE);
    Files.copy(Path.of(pair.privateKeyPath()), folder.resolve("key.pem"), REPLACE);
  }

  private static Router greeting(Vertx vertx) {
    var router = Router.router(vertx);
    router
        .route("/websocket")
        .handler(
            ctx ->
                ctx.request().toWebSocket().onSuccess(socket -> socket.writeTextMessage("hello")));
    return router;
  }
}
