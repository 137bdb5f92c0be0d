package dev.vitascope.api;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What browsers are told to refuse.
 *
 * @param policy the Content-Security-Policy (W3C CSP Level 3)
 * @param onlyEncrypted whether they are never to come without TLS again (RFC 6797)
 */
record SecurityHeaders(String policy, boolean onlyEncrypted) implements PlatformHandler {

  /** Everything from this server alone, but for the storage, which videos go to and come from. */
  static SecurityHeaders of(List<URI> storageOrigins, boolean onlyEncrypted) {
    var storage = storageOrigins.stream().map(origin -> " " + origin).collect(Collectors.joining());
    return new SecurityHeaders(
        String.join(
            "; ",
            "default-src 'self'",
            "connect-src 'self'" + storage,
            "img-src 'self' data: blob:" + storage,
            // hls.js plays through a media source and unpacks in a worker, both blobs.
            "media-src 'self' blob:" + storage,
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'"),
        onlyEncrypted);
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.response()
        .putHeader("content-security-policy", policy)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "no-referrer")
        .putHeader("cross-origin-opener-policy", "same-origin");
    if (onlyEncrypted) {
      ctx.response().putHeader("strict-transport-security", "max-age=31536000");
    }
    ctx.next();
  }
}
