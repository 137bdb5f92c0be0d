package dev.vitascope.pinning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import io.vertx.openapi.validation.ValidatedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A service of the IPFS Pinning Service API whose pins are real: a node of its own fetches what is
 * asked for, from the origins that come with the request. What it is asked and what it answers are
 * held against {@code pinning-service.yaml}.
 */
final class PinServiceServer {

  static final String TOKEN = "let-me-in";

  private final Vertx vertx;
  private final KuboNode node;
  private final Map<String, JsonObject> pins = new ConcurrentHashMap<>();
  private final Set<String> violations = ConcurrentHashMap.newKeySet();
  private ResponseValidator validator;
  private JsonArray delegates;
  private HttpServer server;
  private volatile boolean away;

  PinServiceServer(Vertx vertx, KuboNode node) {
    this.vertx = vertx;
    this.node = node;
  }

  Future<PinServiceServer> start() throws Exception {
    delegates = new JsonArray(node.cli("id", "-f", "<addrs>").lines().limit(1).toList());
    return OpenAPIContract.from(vertx, contract())
        .compose(
            contract -> {
              validator = ResponseValidator.create(vertx, contract);
              var router = Router.router(vertx);
              router.route("/psa/*").subRouter(routes(contract));
              return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
            })
        .map(
            listening -> {
              server = listening;
              return this;
            });
  }

  PinService service() {
    return service(TOKEN);
  }

  PinService service(String token) {
    var address = "http://127.0.0.1:" + server.actualPort() + "/psa";
    return new PinService("own", URI.create(address), token);
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

  /** What was not as the API has it. */
  Set<String> violations() {
    return violations;
  }

  private static JsonObject contract() {
    try (var file = PinServiceServer.class.getResourceAsStream("pinning-service.yaml")) {
      JsonNode tree = new YAMLMapper().readTree(file);
      return new JsonObject(tree.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Router routes(OpenAPIContract contract) {
    var builder = RouterBuilder.create(vertx, contract).rootHandler(this::admit);
    builder.getRoute("list").addHandler(this::list);
    builder.getRoute("add").addHandler(this::add);
    builder.getRoute("find").addHandler(this::find);
    builder.getRoute("remove").addHandler(this::remove);
    builder
        .getRoutes()
        .forEach(
            route ->
                route.addFailureHandler(
                    ctx -> {
                      violations.add("asked: " + ctx.failure());
                      ctx.response().setStatusCode(400).end();
                    }));
    return builder.createRouter();
  }

  private void admit(RoutingContext ctx) {
    if (!("Bearer " + TOKEN).equals(ctx.request().getHeader("authorization"))) {
      refuse(ctx, "list", 401, "UNAUTHORIZED");
    } else if (away) {
      refuse(ctx, "list", 503, "OVERLOADED");
    } else {
      ctx.next();
    }
  }

  private void list(RoutingContext ctx) {
    var results = new JsonArray(List.copyOf(pins.values()));
    answer(ctx, "list", 200, new JsonObject().put("count", pins.size()).put("results", results));
  }

  private void add(RoutingContext ctx) {
    var id = UUID.randomUUID().toString();
    ValidatedRequest asked = ctx.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    var pin = asked.getBody().getJsonObject();
    var status =
        new JsonObject()
            .put("requestid", id)
            .put("status", "queued")
            .put("created", Instant.now().toString())
            .put("pin", pin)
            .put("delegates", delegates);
    pins.put(id, status);
    Thread.startVirtualThread(() -> fetch(id, pin));
    answer(ctx, "add", 202, status);
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
    var found = pins.get(ctx.pathParam("requestid"));
    if (found == null) {
      refuse(ctx, "find", 404, "NOT_FOUND");
    } else {
      answer(ctx, "find", 200, found);
    }
  }

  private void remove(RoutingContext ctx) {
    var removed = pins.remove(ctx.pathParam("requestid"));
    if (removed == null) {
      refuse(ctx, "remove", 404, "NOT_FOUND");
    } else {
      ctx.response().setStatusCode(202).end();
    }
  }

  private void refuse(RoutingContext ctx, String operation, int status, String reason) {
    var error = new JsonObject().put("reason", reason);
    answer(ctx, operation, status, new JsonObject().put("error", error));
  }

  private void answer(RoutingContext ctx, String operation, int status, JsonObject body) {
    var type = "application/json";
    validator
        .validate(ValidatableResponse.create(status, Buffer.buffer(body.encode()), type), operation)
        .onFailure(wrong -> violations.add("answered: " + wrong))
        .onComplete(
            held ->
                ctx.response()
                    .setStatusCode(status)
                    .putHeader("content-type", type)
                    .end(body.encode()));
  }
}
