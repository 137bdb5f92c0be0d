package dev.vitascope.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Clients that upload a small file and watch it to the end, each with connections of its own. */
final class LoadClient {

  private static final Set<String> FINAL = Set.of("Completed", "Failed");

  private final Vertx vertx;
  private final URI server;
  private final Buffer body;
  private final Timings timings;
  private final HttpClient http;

  /** A connection for each part: one that is kept may be closed by the storage as it is used. */
  private final HttpClient storage;

  private final WebSocketClient sockets;

  LoadClient(Vertx vertx, URI server, Buffer body, Timings timings, int clients) {
    this.vertx = vertx;
    this.server = server;
    this.body = body;
    this.timings = timings;
    var pool = new PoolOptions().setHttp1MaxSize(clients);
    this.http = vertx.createHttpClient(new HttpClientOptions(), pool);
    this.storage = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false), pool);
    this.sockets =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(clients));
  }

  /** One client's whole way; the status it ends with. */
  Future<String> upload() {
    return timings
        .of("create", () -> post("/videos", Map.of("filename", "a.mp4", "size", body.length())))
        .compose(created -> upload(created.path("video_id").asText()));
  }

  private Future<String> upload(String video) {
    var end = Promise.<String>promise();
    var first = Promise.<Void>promise();
    var path = "/videos/" + video + "/upload";
    return timings
        .of("socket", () -> watch(video, first, end).compose(open -> first.future().map(open)))
        .compose(
            watcher ->
                timings
                    .of("sign", () -> post(path + "/parts", Map.of("numbers", List.of(1))))
                    .map(signed -> signed.at("/parts/0/url").asText())
                    .compose(url -> timings.of("put", () -> put(url)))
                    .compose(
                        sent -> timings.of("complete", () -> post(path + "/complete", Map.of())))
                    .compose(queued -> timings.of("job", end::future))
                    .onComplete(over -> watcher.close()));
  }

  private Future<Watcher> watch(String video, Promise<Void> first, Promise<String> end) {
    return Watcher.open(
        vertx,
        sockets,
        server,
        video,
        frame -> {
          first.tryComplete();
          var status = Json.read(frame.toString(), JsonNode.class).at("/body/status").asText();
          if (FINAL.contains(status)) {
            end.tryComplete(status);
          }
        });
  }

  private Future<JsonNode> post(String path, Object json) {
    var address = server.resolve(path).toString();
    return send(http, HttpMethod.POST, address, "application/json", Buffer.buffer(Json.write(json)))
        .map(answer -> Json.read(answer.toString(), JsonNode.class));
  }

  private Future<Buffer> put(String url) {
    return send(storage, HttpMethod.PUT, url, "", body);
  }

  private static Future<Buffer> send(
      HttpClient client, HttpMethod method, String url, String type, Buffer content) {
    var options = new RequestOptions().setMethod(method).setAbsoluteURI(url);
    options.putHeader("content-type", type);
    return client
        .request(options)
        .compose(request -> request.send(content))
        .compose(
            answer ->
                answer
                    .body()
                    .compose(
                        said ->
                            answer.statusCode() < 300
                                ? Future.succeededFuture(said)
                                : Future.failedFuture(
                                    method + " " + answer.statusCode() + " " + said)));
  }
}
