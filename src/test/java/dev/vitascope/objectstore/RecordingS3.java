package dev.vitascope.objectstore;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes what would go to a storage, and answers as a test wants. */
final class RecordingS3 {

  record Request(String method, String uri, MultiMap headers, Buffer body) {
    boolean is(String method, String part) {
      return this.method.equals(method) && uri.contains(part);
    }
  }

  record Answer(int status, String body) {
    static final Answer OK = new Answer(200, "");

    static Answer error(int status, String code) {
      return new Answer(status, "<Error><Code>%s</Code></Error>".formatted(code));
    }
  }

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Function<Request, Answer> answers;
  private final MultiMap told = MultiMap.caseInsensitiveMultiMap();
  private HttpServer server;

  RecordingS3(Function<Request, Answer> answers) {
    this.answers = answers;
  }

  /** Adds a header to each answer. */
  RecordingS3 telling(String name, String value) {
    told.add(name, value);
    return this;
  }

  Future<RecordingS3> start(Vertx vertx) {
    return vertx
        .createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
        .requestHandler(this::take)
        .listen(0, "127.0.0.1")
        .map(
            listening -> {
              server = listening;
              return this;
            });
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  List<Request> requests() {
    return requests;
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              var taken =
                  new Request(request.method().name(), request.uri(), request.headers(), body);
              requests.add(taken);
              var answer = answers.apply(taken);
              request.response().headers().addAll(told);
              request
                  .response()
                  .putHeader("etag", "\"e\"")
                  .putHeader("content-length", String.valueOf(answer.body().length()))
                  .setStatusCode(answer.status())
                  .end(answer.body());
            });
  }
}
