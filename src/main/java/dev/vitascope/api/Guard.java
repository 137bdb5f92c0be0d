package dev.vitascope.api;

import dev.vitascope.access.Access;
import dev.vitascope.access.Role;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Lets those through to an operation who may ask for it. */
record Guard(Access access, Role needed) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext ctx) {
    access
        .admit(Optional.ofNullable(ctx.request().getHeader("authorization")), needed)
        .onSuccess(
            caller -> {
              caller.ifPresent(known -> Client.is(ctx, known));
              ctx.next();
            })
        .onFailure(ctx::fail);
  }
}
