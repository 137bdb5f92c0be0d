package dev.vitascope.api;

import dev.vitascope.access.Access;
import dev.vitascope.tracing.Tracing;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The HTTP server. Several instances share its port, each on an event loop of its own. */
public final class HttpDoor extends VerticleBase {

  /** The API takes small JSON bodies only: videos go to the storage. */
  private static final int MOST_BODY_BYTES = 64 * 1024;

  private static final Duration TO_SEND_A_REQUEST = Duration.ofSeconds(20);
  private static final int MOST_FRAME_BYTES = 16 * 1024;

  private final HttpSettings settings;
  private final Access access;
  private final Map<String, Operation> operations;
  private final Map<String, Supplier<Future<?>>> checks;
  private final PrometheusMeterRegistry meters;
  private final Tracing tracing;
  private final Map<String, Function<Vertx, Router>> mounts;
  private HttpServer server;

  /**
   * A door that is shut until it is deployed.
   *
   * @param access who may call
   * @param operations what answers each operation of the contract, of all stages together
   * @param checks the parts without which the server is not ready, by name
   * @param mounts makes what answers below a path that is no operation of the contract
   */
  public HttpDoor(
      HttpSettings settings,
      Access access,
      Map<String, Operation> operations,
      Map<String, Supplier<Future<?>>> checks,
      PrometheusMeterRegistry meters,
      Tracing tracing,
      Map<String, Function<Vertx, Router>> mounts) {
    this.settings = settings;
    this.access = access;
    this.operations = Map.copyOf(operations);
    this.checks = Map.copyOf(checks);
    this.meters = meters;
    this.tracing = tracing;
    this.mounts = Map.copyOf(mounts);
  }

  @Override
  public Future<?> start() {
    var certificate = settings.tls().map(files -> new ShownCertificate(vertx, files));
    return Contract.load(vertx)
        .compose(
            contract ->
                certificate
                    .map(shown -> shown.first().map(found -> encrypted(options(), found)))
                    .orElseGet(() -> Future.succeededFuture(options()))
                    .compose(options -> open(contract, options)))
        .onSuccess(opened -> LoopLag.measure(vertx, meters))
        .onSuccess(opened -> certificate.ifPresent(shown -> shown.keepUpToDate(server)));
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.shutdown(5, TimeUnit.SECONDS);
  }

  /** The port it listens on, once it is deployed. */
  public int port() {
    return server.actualPort();
  }

  private Future<HttpServer> open(Contract contract, HttpServerOptions options) {
    var slow = new SlowClients(vertx, TO_SEND_A_REQUEST);
    var router =
        Binding.router(
            vertx,
            contract,
            access,
            passedByAll(slow),
            operations,
            settings.callsPerMinute().map(CallRate::new),
            ownOperations(),
            tracing);
    new Documentation(contract).mount(router);
    mounts.forEach((path, made) -> router.route(path + "*").subRouter(made.apply(vertx)));
    new Pages(vertx, settings.webroot()).mount(router);
    new Problems(contract).mount(router);
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(slow::connected)
            .invalidRequestHandler(new UnreadableHead())
            .requestHandler(router);
    return server.listen();
  }

  private List<Handler<RoutingContext>> passedByAll(SlowClients slow) {
    return List.of(
        new RequestId(),
        new Client(settings.behindProxy()),
        wellFormed(),
        SecurityHeaders.of(settings.storageOrigins(), settings.tls().isPresent()),
        slow.deadline(),
        anyOrigin(),
        BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES),
        slow::arrived);
  }

  private Map<String, Handler<RoutingContext>> ownOperations() {
    var health = new Health(new Readiness(checks));
    return Map.of(
        "getLiveness", health.live(),
        "getReadiness", health.ready(),
        "getMetrics", Metrics.handler(meters));
  }

  /**
   * What comes after may take the path apart without a second thought. A host is named once (RFC
   * 9112, 3.2), though nothing here goes by its name.
   */
  private static PlatformHandler wellFormed() {
    return ctx -> {
      try {
        ctx.normalizedPath();
      } catch (IllegalArgumentException e) {
        ctx.fail(400, e);
        return;
      }
      if (ctx.request().headers().getAll("host").size() == 1 && ctx.request().authority() != null) {
        ctx.next();
      } else {
        ctx.fail(400);
      }
    };
  }

  /** The API is open to the pages of others; SockJS answers for itself. */
  private static SecurityPolicyHandler anyOrigin() {
    var cors =
        CorsHandler.create()
            .addOrigin("*")
            .allowedMethods(
                Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE))
            .allowedHeaders(
                Set.of("authorization", "content-type", "idempotency-key", "range", "x-request-id"))
            .exposedHeaders(
                Set.of(
                    "accept-ranges",
                    "content-range",
                    "etag",
                    "location",
                    "retry-after",
                    "x-request-id"))
            .maxAgeSeconds(3600);
    return ctx -> {
      if (ctx.normalizedPath().startsWith("/eventbus")) {
        ctx.next();
      } else {
        cors.handle(ctx);
      }
    };
  }

  /** HTTP/1.1 all the same: what watches over slow clients knows no streams. */
  private static HttpServerOptions encrypted(
      HttpServerOptions options, PemKeyCertOptions certificate) {
    return options.setSsl(true).setUseAlpn(false).setKeyCertOptions(certificate);
  }

  /**
   * Compression stays off: its WebSocket kind can be made to fill the memory. So does HTTP/2
   * without TLS: with it, a connection that says nothing is not told of until it does.
   */
  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setIdleTimeout(60)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setMaxInitialLineLength(4096)
        .setMaxHeaderSize(16 * 1024)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(false)
        .setDecompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(MOST_FRAME_BYTES)
        .setMaxWebSocketMessageSize(MOST_FRAME_BYTES);
  }
}
