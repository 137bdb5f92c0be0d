package dev.vitascope.delivery;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectFacts;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** Published files from the storage as anyone reads them: whole, in ranges, or only if changed. */
public record MediaRoute(ObjectStore store) {

  /** All that we publish; nothing in it needs decoding or leads elsewhere. */
  private static final Pattern KEY = Pattern.compile("/media/(\\w[\\w-]*(?:[/.][\\w-]+){0,9})");

  private static final int CHUNK = 512 * 1024;

  /** What is mounted below {@code /media}. */
  public Router router(Vertx vertx) {
    var router = Router.router(vertx);
    router.route("/*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
    return router;
  }

  private void answer(RoutingContext ctx) {
    key(ctx)
        .compose(
            key ->
                store
                    .head(key)
                    .compose(found -> send(ctx, key, found.orElseThrow(MediaRoute::nothing))))
        .onFailure(ctx::fail);
  }

  private static Future<ObjectKey> key(RoutingContext ctx) {
    var key = KEY.matcher(ctx.normalizedPath());
    return key.matches()
        ? Future.succeededFuture(ObjectKey.media(key.group(1)))
        : Future.failedFuture(nothing());
  }

  private static VideoException nothing() {
    return new VideoException(Failure.NOT_FOUND);
  }

  private Future<?> send(RoutingContext ctx, ObjectKey key, ObjectFacts facts) {
    var response = describe(ctx.response(), facts);
    if (facts.etag().equals(ctx.request().getHeader("if-none-match"))) {
      return response.setStatusCode(304).end();
    }
    var range = range(ctx, facts);
    if (range.isEmpty() && facts.size() > 0) {
      return response
          .setStatusCode(416)
          .putHeader("content-range", "bytes */" + facts.size())
          .end();
    }
    if (range.length() < facts.size()) {
      response
          .setStatusCode(206)
          .putHeader(
              "content-range",
              "bytes %d-%d/%d".formatted(range.first(), range.last(), facts.size()));
    }
    response.putHeader("content-length", Long.toString(range.length()));
    return ctx.request().method().equals(HttpMethod.HEAD)
        ? response.end()
        : write(response, key, range.first(), range.last() + 1);
  }

  /** The same for every page that plays it, or a cache would keep one for each, or a wrong one. */
  private static HttpServerResponse describe(HttpServerResponse response, ObjectFacts facts) {
    response.headers().remove("vary").set("access-control-allow-origin", "*");
    facts.caching().ifPresent(caching -> response.putHeader("cache-control", caching));
    facts.disposition().ifPresent(name -> response.putHeader("content-disposition", name));
    return response
        .putHeader("content-type", facts.contentType().orElse("application/octet-stream"))
        .putHeader("etag", facts.etag())
        .putHeader("accept-ranges", "bytes");
  }

  /** One that was meant for another state of the file is not served (RFC 9110, 13.1.5). */
  private static ByteRange range(RoutingContext ctx, ObjectFacts facts) {
    var asked = ctx.request().getHeader("range");
    var condition = ctx.request().getHeader("if-range");
    return asked == null || (condition != null && !condition.equals(facts.etag()))
        ? ByteRange.whole(facts.size())
        : ByteRange.parse(asked, facts.size()).orElse(ByteRange.whole(facts.size()));
  }

  /** A piece is read when the one before is on its way, so that a slow reader holds one only. */
  private Future<Void> write(HttpServerResponse response, ObjectKey key, long offset, long end) {
    if (offset >= end) {
      return response.end();
    }
    int length = (int) Math.min(CHUNK, end - offset);
    return store
        .read(key, offset, length)
        .compose(response::write)
        .compose(written -> write(response, key, offset + length, end));
  }
}
