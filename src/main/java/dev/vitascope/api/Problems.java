package dev.vitascope.api;

import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failed request gets its answer. */
final class Problems {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  /** All that the router and its handlers give up with, whether or not something was thrown. */
  private static final List<Integer> STATUSES =
      List.of(400, 401, 403, 404, 405, 406, 408, 410, 413, 414, 415, 417, 431, 500, 501, 503);

  private final Contract contract;

  Problems(Contract contract) {
    this.contract = contract;
  }

  void mount(Router router) {
    STATUSES.forEach(status -> router.errorHandler(status, this::answer));
  }

  private void answer(RoutingContext ctx) {
    var exception = exception(ctx);
    var problem = Problem.of(exception, RequestId.of(ctx));
    CallSpan.log(ctx, () -> tell(ctx, problem, exception));
    var response = ctx.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      ctx.request().connection().close();
      return;
    }
    switch (problem.status()) {
      case 401, 403 -> response.putHeader("www-authenticate", challenge(ctx, problem));
      case 405 -> response.putHeader("allow", allowed(ctx));
      case 408, 413 -> response.putHeader("connection", "close");
      case 429, 503 -> response.putHeader("retry-after", retryAfter(problem));
      default -> {}
    }
    response
        .setStatusCode(problem.status())
        .putHeader("content-type", Problem.MEDIA_TYPE)
        .putHeader("cache-control", "no-store")
        .end(Json.write(problem));
  }

  /** RFC 6750, 3: what is wrong is told to who has shown something. */
  private static String challenge(RoutingContext ctx, Problem problem) {
    var realm = "Bearer realm=\"vitascope\"";
    if (ctx.request().getHeader("authorization") == null) {
      return realm;
    }
    var error = problem.status() == 401 ? "invalid_token" : "insufficient_scope";
    return "%s, error=\"%s\"".formatted(realm, error);
  }

  private static String retryAfter(Problem problem) {
    int usually = problem.status() == 503 ? 2 : 10;
    return problem.details().getOrDefault(Problem.RETRY_AFTER, usually).toString();
  }

  private VideoException exception(RoutingContext ctx) {
    return switch (ctx.failure()) {
      case VideoException known -> known;
      // The client went before all was sent: nobody reads this, and it is not our fault.
      case IOException gone when hasBegun(ctx) -> new VideoException(Failure.INVALID_REQUEST, gone);
      case VertxException gone when hasBegun(ctx) ->
          new VideoException(Failure.INVALID_REQUEST, gone);
      case HttpClosedException gone -> new VideoException(Failure.INVALID_REQUEST, gone);
      case TimeoutException late -> new VideoException(Failure.OVERLOADED, late);
      case null ->
          new VideoException(isKnown(ctx) ? Failure.METHOD_NOT_ALLOWED : failure(ctx.statusCode()));
      default -> new VideoException(failure(ctx.statusCode()), ctx.failure());
    };
  }

  private static boolean hasBegun(RoutingContext ctx) {
    return ctx.response().headWritten() || ctx.response().closed();
  }

  /** The route of the page's files takes every address, and hides that a method was wrong. */
  private boolean isKnown(RoutingContext ctx) {
    return ctx.statusCode() == 404 && contract.bound().findPath(ctx.normalizedPath()) != null;
  }

  private static Failure failure(int status) {
    return switch (status) {
      case 404 -> Failure.NOT_FOUND;
      case 405 -> Failure.METHOD_NOT_ALLOWED;
      case 413 -> Failure.BODY_TOO_LARGE;
      case 415 -> Failure.UNSUPPORTED_CONTENT_TYPE;
      case 503 -> Failure.OVERLOADED;
      default -> status < 500 ? Failure.INVALID_REQUEST : Failure.INTERNAL;
    };
  }

  /** RFC 9110, 10.2.1: a 405 names the methods that there are. */
  private String allowed(RoutingContext ctx) {
    var path = contract.bound().findPath(ctx.normalizedPath());
    return path == null
        ? "GET, HEAD"
        : path.getOperations().stream()
            .map(operation -> operation.getHttpMethod().name())
            .sorted()
            .collect(Collectors.joining(", "));
  }

  /** The token of a playback link lets anyone play, who reads the log too. */
  private static String withoutLinks(String path) {
    return path.replaceAll("[^/]{40,}", "…");
  }

  private static void tell(RoutingContext ctx, Problem problem, VideoException exception) {
    var request = ctx.request().method() + " " + withoutLinks(ctx.request().path());
    if (exception.failure() == Failure.INTERNAL) {
      log.error("{} failed [{}]", request, problem.instance(), exception);
    } else if (problem.status() >= 500) {
      var cause = exception.getCause() == null ? exception : exception.getCause();
      log.warn("{}: {} [{}]: {}", request, problem.code(), problem.instance(), cause.toString());
    } else {
      log.debug("{} refused: {} [{}]", request, problem.detail(), problem.instance());
    }
  }
}
