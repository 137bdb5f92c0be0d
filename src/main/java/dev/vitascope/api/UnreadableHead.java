package dev.vitascope.api;

import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;

/** Answers a request whose first lines cannot be read, before there is a route for it. */
final class UnreadableHead implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    var failure =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException line -> Failure.ADDRESS_TOO_LONG;
          case TooLongHttpHeaderException header -> Failure.HEADERS_TOO_LARGE;
          case null, default -> Failure.INVALID_REQUEST;
        };
    var problem = Problem.of(new VideoException(failure), UUID.randomUUID().toString());
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("content-type", Problem.MEDIA_TYPE)
        .putHeader("connection", "close")
        .end(Json.write(problem))
        .onComplete(told -> request.connection().close());
  }
}
