package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;

/** A node that answers as a real one seldom does. */
record FakeKubo(Vertx vertx, HttpServer server) implements AutoCloseable {

  static FakeKubo start(Handler<HttpServerRequest> answers) {
    var vertx = Vertx.vertx();
    var server = vertx.createHttpServer().requestHandler(answers);
    return new FakeKubo(vertx, await(server.listen(0, "127.0.0.1")));
  }

  KuboClient client() {
    return client("");
  }

  KuboClient client(String userInfo) {
    var api = URI.create("http://" + userInfo + "127.0.0.1:" + server.actualPort() + "/node/");
    return KuboClient.open(vertx, PinningSettings.of(Optional.of(api), Optional.empty()));
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
