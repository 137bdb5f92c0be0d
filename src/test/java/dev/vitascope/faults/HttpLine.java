package dev.vitascope.faults;

import static dev.vitascope.bus.Waiting.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/** A line to an HTTP service that decides for each request what becomes of it. */
final class HttpLine implements AutoCloseable {

  /** What becomes of a request. */
  sealed interface Fate {
    /** It goes its way. */
    record Passed() implements Fate {}

    /** It goes its way some time later. */
    record Late(long millis) implements Fate {}

    /** It never arrives, and this is said instead. */
    record Answered(int status, String body) implements Fate {}

    /** It is done, and its answer lost. */
    record Unheard() implements Fate {}

    /** It never arrives and nothing is said. */
    record Ignored() implements Fate {}
  }

  static final Fate PASSED = new Fate.Passed();

  private final SocketAddress service;
  private final HttpClient client;
  private final HttpServer server;
  private final AtomicReference<Function<HttpServerRequest, Fate>> fates =
      new AtomicReference<>(request -> PASSED);

  HttpLine(Vertx vertx, URI service) {
    this.service = SocketAddress.inetSocketAddress(service.getPort(), service.getHost());
    this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(200));
    this.server =
        await(vertx.createHttpServer().requestHandler(this::decide).listen(0, "127.0.0.1"));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** From now on; asked for each request, on one thread. */
  void decide(Function<HttpServerRequest, Fate> decision) {
    fates.set(decision);
  }

  /** From now on those that are meant; the others pass. */
  void decide(Predicate<HttpServerRequest> meant, Fate fate) {
    decide(request -> meant.test(request) ? fate : PASSED);
  }

  void free() {
    decide(request -> PASSED);
  }

  @Override
  public void close() {
    await(server.close());
    await(client.close());
  }

  private void decide(HttpServerRequest request) {
    switch (fates.get().apply(request)) {
      case Fate.Passed passed -> carry(request).compose(answer -> back(answer, request));
      case Fate.Late late -> {
        request.pause();
        Vertx.currentContext()
            .owner()
            .timer(late.millis(), TimeUnit.MILLISECONDS)
            .compose(elapsed -> carry(request))
            .compose(answer -> back(answer, request));
      }
      case Fate.Unheard lost ->
          carry(request)
              .compose(HttpClientResponse::body)
              .onComplete(done -> request.connection().close());
      case Fate.Answered said ->
          request
              .body()
              .onSuccess(body -> request.response().setStatusCode(said.status()).end(said.body()));
      case Fate.Ignored ignored -> request.resume();
    }
  }

  /** The signature holds the host that was asked for: it stays. */
  private Future<HttpClientResponse> carry(HttpServerRequest request) {
    request.pause();
    var options =
        new RequestOptions()
            .setServer(service)
            .setHost(request.authority().host())
            .setPort(request.authority().port())
            .setMethod(request.method())
            .setURI(request.uri());
    return client
        .request(options)
        .compose(there -> send(there, request))
        .onFailure(failure -> request.connection().close());
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest there, HttpServerRequest request) {
    request.headers().forEach(header -> there.putHeader(header.getKey(), header.getValue()));
    return there.send(request);
  }

  private static Future<Void> back(HttpClientResponse answer, HttpServerRequest request) {
    var response = request.response().setStatusCode(answer.statusCode());
    answer.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
    return answer.pipeTo(response);
  }
}
