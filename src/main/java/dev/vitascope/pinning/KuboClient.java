package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vitascope.tracing.Span;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import io.opentelemetry.api.trace.SpanKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * A Kubo node's RPC API (v0). Whatever goes wrong with the node is a {@code VideoException} of
 * {@code IPFS_UNAVAILABLE} with the particulars as its cause.
 */
public final class KuboClient {

  private static final String ADD =
      "add?cid-version=1&raw-leaves=true&pin=true&wrap-with-directory=true&progress=false&timeout=";

  /** More than there are slots: a question never waits for the adding of a video to end. */
  private static final int CONNECTIONS = 64;

  private static final int WAITING = 1_000;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** How long a connection may carry nothing either way before the node counts as hung. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final HttpClient http;
  private final URI api;
  private final Duration timeout;

  private KuboClient(HttpClient http, URI api, Duration timeout) {
    this.http = http;
    this.api = api;
    this.timeout = timeout;
  }

  /** A client of the settings' node; nothing is connected yet. */
  public static KuboClient open(Vertx vertx, PinningSettings settings) {
    return open(vertx, settings.api().orElseThrow(), settings.timeout());
  }

  static KuboClient open(Vertx vertx, URI api, Duration timeout) {
    var options =
        new HttpClientOptions()
            .setConnectTimeout((int) CONNECT.toMillis())
            .setIdleTimeout((int) SILENCE.toSeconds())
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    var pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING);
    return new KuboClient(vertx.createHttpClient(options, pool), api, timeout);
  }

  /** The node's version; the cheapest sign of life. */
  public Future<String> version() {
    return call("version")
        .map(body -> Json.read(body, Version.class).version())
        .recover(this::typed);
  }

  /** Adds a directory and pins it; on a virtual thread, until the node has all of it. */
  public AddedDirectory add(List<? extends DirectoryFile> files) {
    return Span.step("ipfs add", SpanKind.CLIENT, () -> upload(files));
  }

  private AddedDirectory upload(List<? extends DirectoryFile> files) {
    var frame = Multipart.random();
    var options =
        request(ADD + timeout.toSeconds() + "s").putHeader("Content-Type", frame.contentType());
    var trace = Span.current().parent();
    if (!trace.isNone()) {
      options.putHeader(TraceParent.NAME, trace.value());
    }
    DirectoryUpload upload = null;
    try {
      upload = new DirectoryUpload(await(http.request(options)).setChunked(true), frame);
      return upload.send(files);
    } catch (VideoException | CancellationException e) {
      throw e;
    } catch (Exception e) {
      throw unavailable(upload == null ? e : upload.reason(e));
    }
  }

  /** Whether the node keeps this directory, and all in it, for good: it refuses to tell if not. */
  public Future<Boolean> pinned(Cid root) {
    return call("pin/ls?type=recursive&arg=" + root)
        .map(body -> Json.read(body, Pins.class).keys().containsKey(root.value()))
        .recover(failure -> isRefusal(failure) ? Future.succeededFuture(false) : typed(failure));
  }

  /** Has the node fetch a directory, and all in it, and keep it for good; takes its time. */
  Future<Void> pin(Cid root) {
    // Its progress, which nobody reads, keeps the connection from falling silent.
    return call("pin/add?progress=true&timeout=" + timeout.toSeconds() + "s&arg=" + root)
        .<Void>mapEmpty()
        .recover(this::typed);
  }

  /** Lets the node forget a directory; nothing happens if it has none such. */
  public Future<Void> unpin(Cid root) {
    return call("pin/rm?arg=" + root)
        .recover(refusal -> isRefusal(refusal) ? unlessStillPinned(root, refusal) : failed(refusal))
        .<Void>mapEmpty()
        .recover(this::typed);
  }

  /** Has the node hold a few bytes until it next cleans up. */
  Future<Cid> put(Buffer bytes) {
    return add(bytes, "false");
  }

  /** What the node would call these bytes; it does not keep them. */
  Future<Cid> nameOf(Buffer bytes) {
    return add(bytes, "true");
  }

  /** Where other nodes reach this one. */
  Future<List<String>> addresses() {
    return call("id").map(body -> Json.read(body, Identity.class).addresses()).recover(this::typed);
  }

  /** Has the node know another. */
  Future<Void> connect(String address) {
    return call("swarm/connect?arg=" + URLEncoder.encode(address, UTF_8))
        .<Void>mapEmpty()
        .recover(this::typed);
  }

  public Future<Void> close() {
    return http.close();
  }

  /** A node refuses to remove a pin that it lacks just as it refuses anything: ask for the pin. */
  private Future<String> unlessStillPinned(Cid root, Throwable refusal) {
    return pinned(root).compose(still -> still ? failed(refusal) : Future.succeededFuture(""));
  }

  private Future<Cid> add(Buffer bytes, String onlyHash) {
    var frame = Multipart.random();
    var body = frame.beforeFile("bytes").appendBuffer(bytes).appendBuffer(Multipart.AFTER_FILE);
    return call(
            request("add?cid-version=1&raw-leaves=true&pin=false&only-hash=" + onlyHash)
                .putHeader("Content-Type", frame.contentType()),
            body.appendBuffer(frame.end()))
        .map(answer -> AddedEntry.parse(answer).getFirst().cid())
        .recover(this::typed);
  }

  private Future<String> call(String command) {
    return call(request(command), Buffer.buffer());
  }

  private Future<String> call(RequestOptions request, Buffer body) {
    return http.request(request.setIdleTimeout(ANSWER.toMillis()))
        // In one step, on the connection's own thread: an answer that nobody listens for is lost.
        .compose(sent -> sent.send(body).compose(KuboAnswer::read))
        .map(Buffer::toString);
  }

  private RequestOptions request(String command) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(
                api.toString().replaceFirst("//[^/@]*@", "//").replaceFirst("/+$", "")
                    + "/api/v0/"
                    + command);
    if (api.getUserInfo() != null) {
      var credentials = Base64.getEncoder().encodeToString(api.getUserInfo().getBytes(UTF_8));
      options.putHeader("Authorization", "Basic " + credentials);
    }
    return options;
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof KuboException refusal && refusal.status() == 500;
  }

  private <T> Future<T> typed(Throwable failure) {
    return failed(unavailable(failure));
  }

  private static <T> Future<T> failed(Throwable failure) {
    return Future.failedFuture(failure);
  }

  private static VideoException unavailable(Throwable failure) {
    return failure instanceof VideoException known
        ? known
        : new VideoException(Failure.IPFS_UNAVAILABLE, failure);
  }

  private record Version(@JsonProperty("Version") String version) {}

  private record Identity(@JsonProperty("Addresses") List<String> addresses) {}

  private record Pins(@JsonProperty("Keys") Map<String, Object> keys) {}
}
