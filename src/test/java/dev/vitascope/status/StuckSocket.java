package dev.vitascope.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Json;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.Session;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A socket whose client reads only when told to. */
final class StuckSocket implements SockJSSocket {

  final List<JsonNode> written = new CopyOnWriteArrayList<>();
  private final List<Promise<Void>> unread = new CopyOnWriteArrayList<>();

  void readOne() {
    unread.removeFirst().complete();
  }

  @Override
  public Future<Void> write(Buffer frame) {
    written.add(Json.read(frame.toString(), JsonNode.class));
    unread.add(Promise.promise());
    return unread.getLast().future();
  }

  @Override
  public SockJSSocket exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public SockJSSocket handler(Handler<Buffer> handler) {
    return this;
  }

  @Override
  public SockJSSocket pause() {
    return this;
  }

  @Override
  public SockJSSocket resume() {
    return this;
  }

  @Override
  public SockJSSocket fetch(long amount) {
    return this;
  }

  @Override
  public SockJSSocket endHandler(Handler<Void> handler) {
    return this;
  }

  @Override
  public SockJSSocket closeHandler(Handler<Void> handler) {
    return this;
  }

  @Override
  public SockJSSocket setWriteQueueMaxSize(int size) {
    return this;
  }

  @Override
  public SockJSSocket drainHandler(Handler<Void> handler) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public String writeHandlerID() {
    return "";
  }

  @Override
  public Future<Void> end() {
    return Future.succeededFuture();
  }

  @Override
  public void close() {}

  @Override
  public SocketAddress remoteAddress() {
    return SocketAddress.inetSocketAddress(1, "127.0.0.1");
  }

  @Override
  public SocketAddress localAddress() {
    return remoteAddress();
  }

  @Override
  public MultiMap headers() {
    return MultiMap.caseInsensitiveMultiMap();
  }

  @Override
  public String uri() {
    return "/";
  }

  @Override
  public RoutingContext routingContext() {
    return null;
  }

  @Override
  public Session webSession() {
    return null;
  }

  @Override
  public User webUser() {
    return null;
  }
}
