package dev.vitascope.pinning;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A service of the IPFS Pinning Service API 1.0.0 whose pins are real: a node of its own fetches
 * what is asked for, from the origins that come with the request.
 */
final class PinServiceServer {

  static final String TOKEN = "let-me-in";

  private final Vertx vertx;
  private final KuboNode node;
  private final Map<String, JsonObject> pins = new ConcurrentHashMap<>();
  private HttpServer server;
  private volatile boolean away;

  PinServiceServer(Vertx vertx, KuboNode node) {
    this.vertx = vertx;
    this.node = node;
  }

  Future<PinServiceServer> start() {
    var router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false)).handler(this::admit);
    router.post("/psa/pins").handler(this::add);
    router.get("/psa/pins/:id").handler(this::find);
    router.delete("/psa/pins/:id").handler(this::remove);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .map(
            listening -> {
              server = listening;
              return this;
            });
  }

  PinService service() {
    var address = "http://127.0.0.1:" + server.actualPort() + "/psa";
    return new PinService("own", URI.create(address), TOKEN);
  }

  /** Answers nothing but that it is overloaded, or as usual again. */
  void away(boolean is) {
    away = is;
  }

  /** As a service does that has had an accident. */
  void lose() {
    pins.clear();
  }

  int pins() {
    return pins.size();
  }

  private void admit(RoutingContext ctx) {
    if (!("Bearer " + TOKEN).equals(ctx.request().getHeader("authorization"))) {
      refuse(ctx, 401, "UNAUTHORIZED");
    } else if (away) {
      refuse(ctx, 503, "OVERLOADED");
    } else {
      ctx.next();
    }
  }

  private void add(RoutingContext ctx) {
    var id = UUID.randomUUID().toString();
    var pin = ctx.body().asJsonObject();
    var status =
        new JsonObject()
            .put("requestid", id)
            .put("status", "queued")
            .put("created", Instant.now().toString())
            .put("pin", pin)
            .put("delegates", new JsonArray());
    pins.put(id, status);
    Thread.startVirtualThread(() -> fetch(id, pin));
    ctx.response().setStatusCode(202).end(status.encode());
  }

  private void fetch(String id, JsonObject pin) {
    try {
      for (var origin : pin.getJsonArray("origins")) {
        node.cli("swarm", "connect", origin.toString());
      }
      node.cli("pin", "add", pin.getString("cid"));
      set(id, "pinned");
    } catch (Exception e) {
      set(id, "failed");
    }
  }

  private void set(String id, String status) {
    pins.computeIfPresent(id, (same, pin) -> pin.copy().put("status", status));
  }

  private void find(RoutingContext ctx) {
    var found = pins.get(ctx.pathParam("id"));
    if (found == null) {
      refuse(ctx, 404, "NOT_FOUND");
    } else {
      ctx.json(found);
    }
  }

  private void remove(RoutingContext ctx) {
    var removed = pins.remove(ctx.pathParam("id"));
    if (removed == null) {
      refuse(ctx, 404, "NOT_FOUND");
    } else {
      ctx.response().setStatusCode(202).end();
    }
  }

  private static void refuse(RoutingContext ctx, int status, String reason) {
    ctx.response()
        .setStatusCode(status)
        .end(new JsonObject().put("error", new JsonObject().put("reason", reason)).encode());
  }
}
