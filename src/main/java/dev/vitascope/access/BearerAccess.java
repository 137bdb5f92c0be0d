package dev.vitascope.access;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.regex.Pattern;

/** Callers are known by a bearer token (RFC 6750): one of ours, or a JWT. */
record BearerAccess(KnownTokens tokens, Optional<JwtCheck> jwt) implements Access {

  private static final Pattern BEARER =
      Pattern.compile("bearer +(?<token>[\\w.~+/=-]{1,8000})", Pattern.CASE_INSENSITIVE);

  @Override
  public Future<Optional<Caller>> admit(Optional<String> shown, Role needed) {
    return token(shown)
        .map(this::caller)
        .orElseGet(() -> Future.failedFuture(new VideoException(Failure.UNAUTHENTICATED)))
        .compose(
            caller ->
                caller.role().covers(needed)
                    ? Future.succeededFuture(Optional.of(caller))
                    : Future.failedFuture(new VideoException(Failure.FORBIDDEN)));
  }

  private static Optional<String> token(Optional<String> shown) {
    return shown
        .map(BEARER::matcher)
        .filter(bearer -> bearer.matches())
        .map(bearer -> bearer.group("token"));
  }

  private Future<Caller> caller(String token) {
    return tokens
        .find(token)
        .map(Future::succeededFuture)
        .or(() -> jwt.map(check -> check.caller(token)))
        .orElseGet(() -> Future.failedFuture(new VideoException(Failure.UNAUTHENTICATED)));
  }
}
