package dev.vitascope.api;

import dev.vitascope.api.Operation.Answer;
import dev.vitascope.api.Operation.Call;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.tracing.Tracing;
import dev.vitascope.video.Json;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Lets an operation answer a request that passes the check. */
record OperationHandler(String name, Operation operation, RequestCheck check, Tracing tracing)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext ctx) {
    var span = CallSpan.begin(tracing, name, ctx);
    check
        .check(ctx)
        .compose(passed -> operation.answer(call(ctx, span.parent())))
        .onSuccess(answer -> send(ctx, answer))
        .onFailure(ctx::fail);
  }

  private Call call(RoutingContext ctx, TraceParent trace) {
    return new Call(
        Client.of(ctx),
        ctx.pathParams(),
        firstValues(ctx.queryParams()),
        firstValues(ctx.request().headers()),
        check.body(ctx),
        trace);
  }

  private static Map<String, String> firstValues(MultiMap values) {
    var first = new HashMap<String, String>();
    values.forEach((name, value) -> first.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return first;
  }

  private static void send(RoutingContext ctx, Answer answer) {
    if (ctx.response().ended() || ctx.response().closed()) {
      return;
    }
    answer.headers().forEach(ctx.response()::putHeader);
    var response =
        ctx.response().setStatusCode(answer.status()).putHeader("cache-control", "no-store");
    if (answer.body() == null) {
      response.end();
    } else {
      response.putHeader("content-type", "application/json").end(Json.write(answer.body()));
    }
  }
}
