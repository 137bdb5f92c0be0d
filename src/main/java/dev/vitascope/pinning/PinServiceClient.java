package dev.vitascope.pinning;

import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks a service to keep copies (IPFS Pinning Service API 1.0.0). What is not answered as it should
 * be is a {@code VideoException} of {@code PIN_SERVICE_UNAVAILABLE}.
 */
final class PinServiceClient implements KeeperClient {

  private static final int SECONDS = 30;
  private static final int LONGEST = 300;

  /** The API takes no more of them. */
  private static final int ORIGINS = 20;

  private final HttpClient http;
  private final PinService service;

  PinServiceClient(Vertx vertx, PinService service) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(5_000)
                .setIdleTimeout(SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
    this.service = service;
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public Future<Void> check() {
    return call(HttpMethod.GET, "/pins?limit=1", "")
        .compose(answer -> answer.status() == 200 ? Future.succeededFuture() : refused(answer));
  }

  @Override
  public Future<Void> close() {
    return http.close();
  }

  /** No more origins are told than a service takes, those that others can reach first. */
  @Override
  public Future<RemoteStatus> add(Cid cid, String name, List<String> origins) {
    var pin = Map.of("cid", cid.value(), "name", name, "origins", told(origins));
    return call(HttpMethod.POST, "/pins", Json.write(pin))
        .compose(answer -> answer.status() == 202 ? read(answer) : refused(answer));
  }

  @Override
  public Future<Optional<RemoteStatus>> find(String requestId) {
    return call(HttpMethod.GET, "/pins/" + requestId, "")
        .compose(
            answer ->
                switch (answer.status()) {
                  case 200 -> read(answer).map(Optional::of);
                  case 404 -> Future.succeededFuture(Optional.empty());
                  default -> refused(answer);
                });
  }

  @Override
  public Future<Void> remove(String requestId) {
    return call(HttpMethod.DELETE, "/pins/" + requestId, "")
        .compose(
            answer ->
                answer.status() == 202 || answer.status() == 404
                    ? Future.succeededFuture()
                    : refused(answer));
  }

  private static List<String> told(List<String> origins) {
    return origins.stream()
        .distinct()
        .sorted(Comparator.comparing(PinServiceClient::isLoopback))
        .limit(ORIGINS)
        .toList();
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("/ip4/127.") || address.startsWith("/ip6/::1/");
  }

  private record Answer(int status, Buffer body) {}

  private Future<Answer> call(HttpMethod method, String path, String body) {
    var options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(service.endpoint().toString().replaceFirst("/+$", "") + path)
            .putHeader("authorization", "Bearer " + service.token())
            .putHeader("content-type", "application/json");
    return http.request(options)
        .compose(
            request ->
                request
                    .send(body)
                    .compose(
                        response ->
                            response.body().map(read -> new Answer(response.statusCode(), read))))
        .recover(failure -> Future.failedFuture(unavailable(failure)));
  }

  private static Future<RemoteStatus> read(Answer answer) {
    try {
      return Future.succeededFuture(Json.read(answer.body().toString(), RemoteStatus.class));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(unavailable(e));
    }
  }

  private <T> Future<T> refused(Answer answer) {
    var body = answer.body().toString();
    var reason = body.substring(0, Math.min(body.length(), LONGEST));
    return Future.failedFuture(
        unavailable(
            new IllegalStateException(
                "%s answered %d: %s".formatted(service.name(), answer.status(), reason))));
  }

  private static VideoException unavailable(Throwable failure) {
    return new VideoException(Failure.PIN_SERVICE_UNAVAILABLE, failure);
  }
}
