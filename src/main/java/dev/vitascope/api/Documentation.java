package dev.vitascope.api;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The contract as it is written, and as a page to read. */
record Documentation(Contract contract) {

  void mount(Router router) {
    var page = DocsPage.of(contract.tree());
    router.get("/openapi.yaml").handler(ctx -> head(ctx, "application/yaml").end(contract.text()));
    router.get("/docs").handler(ctx -> head(ctx, "text/html; charset=utf-8").end(page));
    router
        .get("/docs.css")
        .handler(ctx -> head(ctx, "text/css; charset=utf-8").sendFile("docs.css"));
  }

  private static HttpServerResponse head(RoutingContext ctx, String type) {
    return ctx.response().putHeader("content-type", type).putHeader("cache-control", "no-cache");
  }
}
