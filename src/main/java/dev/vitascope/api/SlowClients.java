package dev.vitascope.api;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets go of clients that hold a connection by sending next to nothing. One for each event loop.
 *
 * <p>The idle timeout alone does not see a request that trickles in byte by byte.
 */
final class SlowClients {

  private static final String DEADLINE = "vitascope.body-deadline";

  private final Vertx vertx;
  private final long millisToSend;
  private final Map<HttpConnection, Long> silent = new HashMap<>();

  SlowClients(Vertx vertx, Duration toSend) {
    this.vertx = vertx;
    this.millisToSend = toSend.toMillis();
  }

  /** A new connection has a while to make its first request. */
  void connected(HttpConnection connection) {
    silent.put(connection, vertx.setTimer(millisToSend, elapsed -> connection.close()));
    connection.closeHandler(closed -> spoke(connection));
  }

  /** Comes before the body is read. */
  PlatformHandler deadline() {
    return ctx -> {
      var connection = ctx.request().connection();
      spoke(connection);
      if (!ctx.request().isEnded()) {
        ctx.put(DEADLINE, vertx.setTimer(millisToSend, elapsed -> letGo(ctx)));
        ctx.addEndHandler(ended -> lift(ctx));
      }
      ctx.next();
    };
  }

  /** Comes after the body has been read. */
  void arrived(RoutingContext ctx) {
    lift(ctx);
    ctx.next();
  }

  /** What is left of the request is not waited for. */
  private static void letGo(RoutingContext ctx) {
    ctx.addEndHandler(told -> ctx.request().connection().close());
    ctx.fail(new VideoException(Failure.REQUEST_TOO_SLOW));
  }

  private void spoke(HttpConnection connection) {
    var timer = silent.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private void lift(RoutingContext ctx) {
    Long timer = ctx.remove(DEADLINE);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
