package dev.vitascope.pinning;

import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A gateway of a node other than ours (IPFS Path Gateway specification), through which copies are
 * read as anyone would read them. Whatever is wrong with its answers is a {@code VideoException} of
 * {@code COPY_NOT_RETRIEVED}.
 */
public final class ProofGateway {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Gateways give up looking for content after half a minute; they say so themselves. */
  private static final Duration SILENCE = Duration.ofSeconds(40);

  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** The empty file, inlined in its name: every gateway has it. */
  private static final String EMPTY = "bafkqaaa";

  private static final int HERE = 200;

  /** What the specification has a gateway answer that would have to fetch what it is asked for. */
  private static final int NOT_HERE = 412;

  private final HttpClient http;
  private final String address;

  private ProofGateway(HttpClient http, String address) {
    this.http = http;
    this.address = address;
  }

  /** A client of a gateway; nothing is connected yet. */
  public static ProofGateway open(Vertx vertx, URI gateway) {
    var options =
        new HttpClientOptions()
            .setConnectTimeout((int) CONNECT.toMillis())
            .setIdleTimeout((int) SILENCE.toSeconds())
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return new ProofGateway(
        vertx.createHttpClient(options), gateway.toString().replaceFirst("/+$", ""));
  }

  /** Succeeds if it answers as a gateway does. */
  public Future<Void> check() {
    return status(EMPTY)
        .compose(
            status ->
                status == HERE
                    ? Future.succeededFuture()
                    : Future.failedFuture(notRetrieved("it answered " + status + " for nothing")));
  }

  /**
   * Whether it reads from this very node, and so proves nothing. The node is given a few bytes that
   * nobody else can have yet; the gateway is asked for them, and for others that nobody has,
   * without looking anywhere else ({@code only-if-cached}). One that does not know how to be asked
   * so is taken for another's.
   */
  public Future<Boolean> readsFrom(KuboClient kubo) {
    return Future.all(
            kubo.put(unheardOf()).compose(cid -> status(cid.value())),
            kubo.nameOf(unheardOf()).compose(cid -> status(cid.value())))
        .map(both -> both.<Integer>resultAt(0) == HERE && both.<Integer>resultAt(1) == NOT_HERE);
  }

  /**
   * Reads a file of a directory.
   *
   * @param most in bytes: more than this is not read, and makes another fingerprint
   */
  Future<Fingerprint> fetch(Cid root, String path, long most) {
    return http.request(request(HttpMethod.GET, root + "/" + path))
        .compose(
            request ->
                request
                    .send()
                    .compose(response -> fingerprint(response, most))
                    .timeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                    // Nothing more of it is wanted, and a connection left half read is never free.
                    .onFailure(failure -> request.reset()))
        .recover(failure -> Future.failedFuture(typed(failure)));
  }

  public Future<Void> close() {
    return http.close();
  }

  private static Future<Fingerprint> fingerprint(HttpClientResponse response, long most) {
    if (response.statusCode() != HERE) {
      return Future.failedFuture(notRetrieved("it answered " + response.statusCode()));
    }
    var taker = new Fingerprint.Taker();
    var taken = Promise.<Fingerprint>promise();
    response
        .handler(
            piece -> {
              if (taker.size() <= most) {
                taker.add(piece);
              } else if (taken.tryComplete(taker.take())) {
                response.request().reset();
              }
            })
        .exceptionHandler(taken::tryFail)
        .endHandler(end -> taken.tryComplete(taker.take()));
    return taken.future();
  }

  /** What it answers for something of which it is to say only whether it has it. */
  private Future<Integer> status(String cid) {
    var options = request(HttpMethod.HEAD, cid).putHeader("cache-control", "only-if-cached");
    return http.request(options)
        .compose(request -> request.send().map(HttpClientResponse::statusCode))
        .recover(failure -> Future.failedFuture(typed(failure)));
  }

  private static Buffer unheardOf() {
    return Buffer.buffer(UUID.randomUUID().toString());
  }

  private RequestOptions request(HttpMethod method, String path) {
    return new RequestOptions()
        .setMethod(method)
        .setAbsoluteURI(address + "/ipfs/" + path)
        // Gateways that give each directory an origin of its own send readers there.
        .setFollowRedirects(true);
  }

  private static VideoException notRetrieved(String why) {
    return typed(new IllegalStateException(why));
  }

  private static VideoException typed(Throwable failure) {
    return failure instanceof VideoException known
        ? known
        : new VideoException(Failure.COPY_NOT_RETRIEVED, failure);
  }
}
