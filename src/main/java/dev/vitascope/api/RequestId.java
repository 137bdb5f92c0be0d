package dev.vitascope.api;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.UUID;

/** Names each request, or keeps the name that a proxy before us gave it. */
record RequestId() implements PlatformHandler {

  private static final String HEADER = "x-request-id";
  private static final String KEY = "vitascope.request-id";

  @Override
  public void handle(RoutingContext ctx) {
    var given = ctx.request().getHeader(HEADER);
    var id =
        given != null && given.matches("[A-Za-z0-9._-]{8,64}")
            ? given
            : UUID.randomUUID().toString();
    ctx.put(KEY, id);
    ctx.response().putHeader(HEADER, id);
    ctx.next();
  }

  static String of(RoutingContext ctx) {
    String id = ctx.get(KEY);
    return id == null ? "unknown" : id;
  }
}
