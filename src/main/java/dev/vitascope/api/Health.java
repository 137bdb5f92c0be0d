package dev.vitascope.api;

import dev.vitascope.video.Json;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The answers to Kubernetes' probes: alive as long as we answer, ready when all parts do. */
record Health(Readiness readiness) {

  Handler<RoutingContext> live() {
    return ctx -> send(ctx, 200, Map.of("status", "live"));
  }

  Handler<RoutingContext> ready() {
    return ctx ->
        readiness
            .ask()
            .onSuccess(report -> send(ctx, report.isReady() ? 200 : 503, report))
            .onFailure(ctx::fail);
  }

  private static void send(RoutingContext ctx, int status, Object body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(Json.write(body));
  }
}
