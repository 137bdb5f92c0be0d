package dev.vitascope.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The page and its files. Browsers keep them, and ask each time whether they have changed.
 *
 * @param folder on the file system; where it is empty, {@code webroot/} of the class path
 */
record Pages(Vertx vertx, Optional<Path> folder) {

  private static final String CLASS_PATH_FOLDER = "webroot";

  void mount(Router router) {
    router.get("/watch/:id").handler(this::watch);
    router.route("/*").handler(Pages::askEachTime).handler(files());
  }

  private StaticHandler files() {
    return folder
        .map(path -> StaticHandler.create(FileSystemAccess.ROOT, path.toAbsolutePath().toString()))
        .orElseGet(() -> StaticHandler.create(FileSystemAccess.RELATIVE, CLASS_PATH_FOLDER))
        .setIncludeHidden(false);
  }

  private void watch(RoutingContext ctx) {
    var page = folder.orElse(Path.of(CLASS_PATH_FOLDER)).resolve("watch.html").toString();
    ctx.response()
        .putHeader("content-type", "text/html; charset=utf-8")
        .putHeader("cache-control", "no-cache")
        .sendFile(page)
        .onFailure(missing -> ctx.fail(404));
  }

  private static void askEachTime(RoutingContext ctx) {
    ctx.response().putHeader("cache-control", "no-cache");
    ctx.next();
  }
}
