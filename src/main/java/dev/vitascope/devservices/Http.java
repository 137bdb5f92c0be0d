package dev.vitascope.devservices;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks services whether they are there. */
final class Http {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  private Http() {}

  static boolean answers(URI uri) throws InterruptedException {
    return answers(HttpRequest.newBuilder(uri));
  }

  /** Whether the answer is 200; no answer is a no. */
  static boolean answers(HttpRequest.Builder request) throws InterruptedException {
    try {
      var answer = CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.discarding());
      return answer.statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }
}
