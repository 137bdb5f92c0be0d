package dev.vitascope.pinning;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * How a node's answers are read: to the end, for one that began well may still tell of an error.
 */
final class KuboAnswer {

  /** The trailer that tells of what went wrong after the status was sent. */
  private static final String STREAM_ERROR = "X-Stream-Error";

  private KuboAnswer() {}

  /** The body; fails with a {@link KuboException} if the node refused or broke off. */
  static Future<Buffer> read(HttpClientResponse response) {
    return response
        .body()
        .compose(
            body -> {
              if (response.statusCode() != 200) {
                return Future.failedFuture(KuboException.refused(response.statusCode(), body));
              }
              var error = response.getTrailer(STREAM_ERROR);
              return error == null
                  ? Future.succeededFuture(body)
                  : Future.failedFuture(new KuboException("the node broke off: " + error));
            });
  }
}
