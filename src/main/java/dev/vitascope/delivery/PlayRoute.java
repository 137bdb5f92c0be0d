package dev.vitascope.delivery;

import dev.vitascope.links.PlaybackLinks;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.ObjectFacts;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.Visibility;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Files of private videos for whoever has a signed link: playlists from here, so that what they
 * name is asked for by the same link; everything else from the storage, where a signed URL leads
 * that lasts as long as the link.
 *
 * @param visibility of a video; fails with {@code VIDEO_NOT_FOUND}
 */
public record PlayRoute(
    PlaybackLinks links, ObjectStore store, Function<VideoId, Future<Visibility>> visibility) {

  private static final Pattern PATH =
      Pattern.compile(
          PlaybackLinks.PATH + "/([^/]+)/(([0-9a-f-]{36})/\\w[\\w-]*(?:[/.][\\w-]+){0,9})");

  private static final String PLAYLIST = ".m3u8";

  /** What is asked for, by a link that is good for so long still. */
  private record Asked(VideoId video, String key, Duration left) {}

  /** What is mounted below {@link PlaybackLinks#PATH}. */
  public Router router(Vertx vertx) {
    var router = Router.router(vertx);
    router.route("/*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
    return router;
  }

  private void answer(RoutingContext ctx) {
    var asked = asked(ctx.normalizedPath());
    visibility
        .apply(asked.video())
        .compose(
            shown ->
                shown == Visibility.PUBLIC
                    ? lead(ctx, store.publicUrl(asked.key()), "no-store")
                    : send(ctx, asked))
        .onFailure(ctx::fail);
  }

  private Asked asked(String path) {
    var parts = PATH.matcher(path);
    if (!parts.matches()) {
      throw new VideoException(Failure.NOT_FOUND);
    }
    var video = video(parts.group(3));
    return new Asked(video, parts.group(2), links.left(video, parts.group(1)));
  }

  private static VideoId video(String id) {
    try {
      return VideoId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new VideoException(Failure.NOT_FOUND, e);
    }
  }

  private Future<Void> send(RoutingContext ctx, Asked asked) {
    var key = new ObjectKey(Bucket.PRIVATE_MEDIA, asked.key());
    boolean head = ctx.request().method().equals(HttpMethod.HEAD);
    if (!head && !asked.key().endsWith(PLAYLIST)) {
      var caching = "private, max-age=" + asked.left().toSeconds();
      return lead(ctx, store.signRead(key, asked.left()), caching);
    }
    return store
        .head(key)
        .map(found -> found.orElseThrow(() -> new VideoException(Failure.NOT_FOUND)))
        .compose(facts -> head ? describe(ctx, facts) : sendPlaylist(ctx, key, facts));
  }

  /** A URL that is signed for reading is not good for asking about: that is answered here. */
  private static Future<Void> describe(RoutingContext ctx, ObjectFacts facts) {
    return described(ctx, facts).putHeader("accept-ranges", "bytes").end();
  }

  private Future<Void> sendPlaylist(RoutingContext ctx, ObjectKey key, ObjectFacts facts) {
    return store
        .read(key, 0, Math.toIntExact(facts.size()))
        .compose(playlist -> described(ctx, facts).end(playlist));
  }

  private static HttpServerResponse described(RoutingContext ctx, ObjectFacts facts) {
    return readableByPages(ctx)
        .putHeader("cache-control", "no-store")
        .putHeader("content-type", facts.contentType().orElse("application/octet-stream"))
        .putHeader("content-length", Long.toString(facts.size()));
  }

  private static Future<Void> lead(RoutingContext ctx, URI there, String caching) {
    return readableByPages(ctx)
        .setStatusCode(302)
        .putHeader("location", there.toString())
        .putHeader("cache-control", caching)
        .end();
  }

  /** The same for every page that plays it, since the browser keeps one for all. */
  private static HttpServerResponse readableByPages(RoutingContext ctx) {
    ctx.response().headers().remove("vary").set("access-control-allow-origin", "*");
    return ctx.response();
  }
}
