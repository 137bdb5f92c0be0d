package dev.vitascope.api;

import static dev.vitascope.bus.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that send next to nothing are let go of. */
@ExtendWith(VertxExtension.class)
class SlowClientsTest {

  private static final Duration PATIENCE = Duration.ofMillis(300);

  private int port;

  @BeforeEach
  void open(Vertx vertx) {
    var slow = new SlowClients(vertx, PATIENCE);
    var router = Router.router(vertx);
    new Problems(await(Contract.load(vertx))).mount(router);
    router.route().handler(new RequestId());
    router.route().handler(slow.deadline()).handler(BodyHandler.create(false));
    router.route().handler(slow::arrived);
    router.route().handler(ctx -> vertx.setTimer(1000, later -> ctx.response().end("served")));
    port =
        await(
                vertx
                    .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                    .connectionHandler(slow::connected)
                    .requestHandler(router)
                    .listen(0, "127.0.0.1"))
            .actualPort();
  }

  @Test
  void whoNeverMakesARequestIsLetGo() throws IOException {
    assertEquals("", answer("GET / HT"));
  }

  @Test
  void whoNeverEndsABodyIsToldSoAndLetGo() throws IOException {
    var answer = answer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
    assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    assertTrue(answer.contains("\"code\":\"request_too_slow\""), answer);
  }

  @Test
  void whoHasSentAllMayWaitForTheAnswer() throws IOException {
    var answer =
        answer("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc");
    assertTrue(answer.endsWith("served"), answer);
  }

  /** All that comes until the server closes. */
  private String answer(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> new String(socket.getInputStream().readAllBytes(), UTF_8));
    }
  }
}
