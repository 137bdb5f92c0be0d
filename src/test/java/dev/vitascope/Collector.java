package dev.vitascope;

import static java.util.stream.Collectors.toMap;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Takes traces by OTLP over HTTP and keeps them. */
public final class Collector implements AutoCloseable {

  private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
  private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  private Collector(HttpServer server) {
    this.server = server;
  }

  public static Collector open() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var collector = new Collector(HttpServer.create(loopback, 0));
    collector.server.createContext("/v1/traces", collector::take);
    collector.server.start();
    return collector;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** All that have come so far. */
  public List<Span> spans() {
    return List.copyOf(spans);
  }

  /** What each request came with. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /**
   * Of one trace, each with what it is a part of: {@code "part < whole"}, and the name alone where
   * that is not of this trace.
   */
  List<String> parts(String traceId) {
    var trace = spans.stream().filter(span -> hex(span.getTraceId()).equals(traceId)).toList();
    var names = trace.stream().collect(toMap(Span::getSpanId, Span::getName));
    Function<Span, String> told =
        span ->
            names.containsKey(span.getParentSpanId())
                ? span.getName() + " < " + names.get(span.getParentSpanId())
                : span.getName();
    return trace.stream().map(told).sorted().toList();
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
      ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .forEach(scope -> spans.addAll(scope.getSpansList()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
