package dev.vitascope.status;

import dev.vitascope.access.Access;
import dev.vitascope.access.Role;
import dev.vitascope.bus.Bus;
import dev.vitascope.video.VideoEvent;
import dev.vitascope.video.VideoId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells sockets of every change of the videos they watch. One instance a node, deployed before the
 * doors whose sockets it serves.
 *
 * <p>Events say only that there is something to see. What is sent is the row, so that a lost,
 * doubled or late event misleads nobody.
 */
public final class LiveStatus extends VerticleBase {

  private static final long LOOK_AGAIN_MILLIS = 3_000;
  private static final long SWEEP_MILLIS = 5_000;

  private final Bus bus;
  private final Access access;
  private final BatchedReads reads;
  private final LiveSettings settings;
  private final Counter messages;
  private final AtomicInteger sockets = new AtomicInteger();
  private final Map<VideoId, Watch> watches = new ConcurrentHashMap<>();

  public LiveStatus(
      Bus bus, VideoReads reads, Access access, LiveSettings settings, MeterRegistry meters) {
    this.bus = bus;
    this.access = access;
    this.reads = new BatchedReads(reads);
    this.settings = settings;
    this.messages = meters.counter("vitascope.live.messages");
    meters.gauge("vitascope.live.sockets", sockets);
    meters.gaugeMapSize("vitascope.live.videos", List.of(), watches);
  }

  @Override
  public Future<?> start() {
    bus.onEvent(this::hear);
    vertx.setPeriodic(LOOK_AGAIN_MILLIS, tick -> watches.values().forEach(Watch::lookAgain));
    return Future.succeededFuture();
  }

  /** What a door mounts at {@code /eventbus}; called on the door's event loop. */
  public Router router(Vertx vertx) {
    var open = new HashSet<LiveSocket>();
    vertx.setPeriodic(SWEEP_MILLIS, tick -> List.copyOf(open).forEach(LiveSocket::sweep));
    return SockJSHandler.create(vertx, options())
        .socketHandler(socket -> accept(vertx, socket, open));
  }

  /** Fails as {@link Access} does. */
  Future<?> admit(Optional<String> shown) {
    return access.admit(shown, Role.VIEWER);
  }

  void watch(VideoId video, LiveSocket socket) {
    context.runOnContext(
        go -> watches.computeIfAbsent(video, id -> new Watch(vertx, reads, id)).join(socket));
  }

  void unwatch(VideoId video, LiveSocket socket) {
    context.runOnContext(
        go ->
            watches.computeIfPresent(
                video,
                (id, watch) -> {
                  watch.leave(socket);
                  return watch.isDeserted() ? null : watch;
                }));
  }

  void counted() {
    messages.increment();
  }

  private void hear(VideoEvent event) {
    var watch = watches.get(event.videoId());
    if (watch != null) {
      watch.reached(event.version());
    }
  }

  private void accept(Vertx vertx, SockJSSocket socket, Set<LiveSocket> open) {
    if (sockets.get() >= settings.sockets()) {
      socket.close(1013, "too many sockets");
      return;
    }
    var live = new LiveSocket(socket, vertx.getOrCreateContext(), this);
    open.add(live);
    sockets.incrementAndGet();
    socket.handler(live::heard);
    socket.closeHandler(
        closed -> {
          if (open.remove(live)) {
            sockets.decrementAndGet();
            live.closed();
          }
        });
  }

  /** Without the transports that load a script from elsewhere or run in a foreign frame. */
  private SockJSHandlerOptions options() {
    var options =
        new SockJSHandlerOptions()
            .setInsertJSESSIONID(false)
            .setRegisterWriteHandler(false)
            .setLibraryURL("/vendor/sockjs.min.js")
            .addDisabledTransport("EVENT_SOURCE")
            .addDisabledTransport("HTML_FILE")
            .addDisabledTransport("JSON_P");
    settings.origin().ifPresent(options::setOrigin);
    return options;
  }
}
