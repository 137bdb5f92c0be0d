package dev.vitascope.cli;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A server and its storage in memory: speaks the contract, and fails as a test wants it to. */
final class FakeServer implements AutoCloseable {

  static final int PART_SIZE = 1000;

  final List<String> calls = new CopyOnWriteArrayList<>();
  final Map<UUID, FakeVideo> videos = Collections.synchronizedMap(new LinkedHashMap<>());
  final StorageFaults faults = new StorageFaults();

  /** What is decided of each new video: what polls will show of it. */
  volatile Consumer<FakeVideo> onCreated = video -> {};

  /** Parts that vanish at the first completion, as if storage had lost them. */
  volatile Set<Integer> lostAtCompletion = Set.of();

  /** How many calls from now on are answered with 503. */
  final AtomicInteger overloaded = new AtomicInteger();

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Boolean> usedUrls = new ConcurrentHashMap<>();
  private final HttpServer http;

  FakeServer() {
    var router = Router.router(vertx);
    router.route().handler(this::record);
    router.put("/storage/:id/:number/:nonce").handler(BodyHandler.create(false)).handler(this::put);
    router.route().handler(BodyHandler.create(false));
    router.post("/videos").handler(this::create);
    router.get("/videos/:id").handler(c -> known(c).ifPresent(v -> json(c, 200, v.facts())));
    router.get("/video/:id/progress").handler(c -> known(c).ifPresent(v -> json(c, 200, v.next())));
    router.get("/videos/:id/upload").handler(c -> known(c).ifPresent(v -> json(c, 200, state(v))));
    router.post("/videos/:id/upload/parts").handler(c -> known(c).ifPresent(v -> sign(c, v)));
    router
        .post("/videos/:id/upload/complete")
        .handler(c -> known(c).ifPresent(v -> complete(c, v)));
    http = vertx.createHttpServer().requestHandler(router).listen(0).await();
  }

  URI address() {
    return URI.create("http://localhost:" + http.actualPort());
  }

  FakeVideo onlyVideo() {
    return videos.values().iterator().next();
  }

  List<String> callsTo(String pathPart) {
    return calls.stream().filter(call -> call.contains(pathPart)).toList();
  }

  private void record(RoutingContext call) {
    calls.add(call.request().method() + " " + call.request().path());
    if (overloaded.getAndDecrement() > 0) {
      problem(call, 503, "overloaded", "Too much at once: try again in a moment.");
      return;
    }
    call.next();
  }

  private Optional<FakeVideo> known(RoutingContext call) {
    var video = videos.get(UUID.fromString(call.pathParam("id")));
    if (video == null) {
      problem(call, 404, "video_not_found", "There is no video with this id.");
    }
    return Optional.ofNullable(video);
  }

  private void create(RoutingContext call) {
    var video = new FakeVideo(call.body().asJsonObject(), PART_SIZE);
    onCreated.accept(video);
    videos.put(video.id, video);
    var first = IntStream.rangeClosed(1, Math.min(2, video.partCount())).boxed().toList();
    var upload = plan(video).put("parts", urls(video, first));
    json(
        call,
        201,
        new JsonObject()
            .put("video_id", video.id.toString())
            .put("status", "Uploading")
            .put("upload", upload));
  }

  private static JsonObject plan(FakeVideo video) {
    return new JsonObject()
        .put("part_size", video.partSize)
        .put("part_count", video.partCount())
        .put("expires_at", Instant.now().plusSeconds(86_400).toString());
  }

  private JsonArray urls(FakeVideo video, List<Integer> numbers) {
    var urls = new JsonArray();
    for (int number : numbers) {
      urls.add(
          new JsonObject()
              .put("number", number)
              .put("size", video.sizeOf(number))
              .put(
                  "url",
                  "%s/storage/%s/%d/%s".formatted(address(), video.id, number, UUID.randomUUID()))
              .put("expires_at", Instant.now().plusSeconds(3600).toString()));
    }
    return urls;
  }

  private void sign(RoutingContext call, FakeVideo video) {
    var numbers = new ArrayList<Integer>();
    call.body().asJsonObject().getJsonArray("numbers").forEach(n -> numbers.add((Integer) n));
    json(call, 200, new JsonObject().put("parts", urls(video, numbers)));
  }

  private JsonObject state(FakeVideo video) {
    var received = new JsonArray();
    video.parts.forEach(
        (number, bytes) ->
            received.add(new JsonObject().put("number", number).put("size", bytes.length)));
    return plan(video).put("received", received).put("complete", video.complete());
  }

  private void complete(RoutingContext call, FakeVideo video) {
    lostAtCompletion.forEach(video.parts::remove);
    lostAtCompletion = Set.of();
    if (video.parts.size() < video.partCount()) {
      problem(call, 409, "parts_missing", "Parts of the upload are missing.");
      return;
    }
    video.completed();
    json(
        call,
        202,
        new JsonObject()
            .put("task_id", UUID.randomUUID().toString())
            .put("video_id", video.id.toString())
            .put("status", "Transcoding"));
  }

  /** Takes a part once per URL: one that has failed is refused from then on, as if expired. */
  private void put(RoutingContext call) {
    int number = Integer.parseInt(call.pathParam("number"));
    if (usedUrls.put(call.request().path(), true) != null) {
      call.response().setStatusCode(403).end();
    } else if (faults.strikes(number)) {
      faults.strike(call);
    } else {
      var video = videos.get(UUID.fromString(call.pathParam("id")));
      video.parts.put(number, call.body().buffer().getBytes());
      call.response().end();
    }
  }

  private static void json(RoutingContext call, int status, JsonObject body) {
    call.response().setStatusCode(status).putHeader("content-type", "application/json");
    call.end(body.toBuffer());
  }

  private static void problem(RoutingContext call, int status, String code, String detail) {
    call.response().setStatusCode(status).putHeader("content-type", "application/problem+json");
    call.end(new JsonObject().put("code", code).put("detail", detail).toBuffer());
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
