package dev.vitascope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * JSON calls to one server. What may pass is tried again with growing waits, so every call must be
 * safe to repeat; everything else becomes a {@link ServerException}.
 */
final class JsonHttp implements AutoCloseable {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI server;
  private final Optional<String> token;
  private final Retries retries;

  JsonHttp(URI server, Optional<String> token, Retries retries) {
    this.server = server;
    this.token = token;
    this.retries = retries;
  }

  <T> T get(String path, Class<T> type) throws InterruptedException {
    return call(request(path).GET().build(), type);
  }

  <T> T post(String path, Object body, Map<String, String> headers, Class<T> type)
      throws InterruptedException {
    var request = request(path).header("content-type", "application/json");
    headers.forEach(request::header);
    return call(request.POST(BodyPublishers.ofString(Json.write(body))).build(), type);
  }

  <T> T patch(String path, Object body, Class<T> type) throws InterruptedException {
    var request = request(path).header("content-type", "application/json");
    return call(request.method("PATCH", BodyPublishers.ofString(Json.write(body))).build(), type);
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(ANSWER_WITHIN)
            .header("accept", "application/json, application/problem+json");
    token.ifPresent(shown -> request.header("authorization", "Bearer " + shown));
    return request;
  }

  private <T> T call(HttpRequest request, Class<T> type) throws InterruptedException {
    for (int tried = 1; ; tried++) {
      try {
        return read(send(request), type);
      } catch (ServerException e) {
        if (!e.passing() || tried >= retries.tries()) {
          throw e;
        }
        Thread.sleep(retries.after(tried));
      }
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (SSLHandshakeException e) {
      throw new ServerException(
          ServerException.UNTRUSTED,
          0,
          "Nobody trusted here says that %s is who it says: name its authority in VITASCOPE_TLS_CA."
              .formatted(server),
          e);
    } catch (IOException e) {
      throw new ServerException(
          ServerException.UNREACHABLE, 0, "No server answers at " + server + ".", e);
    }
  }

  private <T> T read(HttpResponse<String> answer, Class<T> type) {
    if (answer.statusCode() / 100 != 2) {
      throw problem(answer);
    }
    try {
      return Json.read(answer.body(), type);
    } catch (IllegalArgumentException e) {
      throw badAnswer(answer, e);
    }
  }

  /** The problem (RFC 9457) in an answer, or that it holds none. */
  private ServerException problem(HttpResponse<String> answer) {
    JsonNode problem = tree(answer.body());
    String code = problem.path("code").asText("");
    if (code.isEmpty()) {
      return badAnswer(answer, null);
    }
    if (code.equals(Failure.UNAUTHENTICATED.code())) {
      return new ServerException(code, answer.statusCode(), whoYouAre());
    }
    String sentence = problem.path("detail").asText(problem.path("title").asText(code));
    return new ServerException(code, answer.statusCode(), sentence);
  }

  private String whoYouAre() {
    return token.isPresent()
        ? "%s does not know the token in VITASCOPE_TOKEN.".formatted(server)
        : "%s asks who you are: put a token into VITASCOPE_TOKEN.".formatted(server);
  }

  private static JsonNode tree(String body) {
    try {
      return Json.read(body, JsonNode.class);
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  private ServerException badAnswer(HttpResponse<String> answer, Throwable cause) {
    String sentence =
        "%s answered %s with HTTP %d and not as a Vitascope server does."
            .formatted(server, answer.uri().getPath(), answer.statusCode());
    return new ServerException(ServerException.BAD_ANSWER, answer.statusCode(), sentence, cause);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
