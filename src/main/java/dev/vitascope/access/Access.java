package dev.vitascope.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/** Decides who may call. Safe for use from any thread; never blocks. */
@FunctionalInterface
public interface Access {

  /** Whoever reaches this server may do anything, and nobody has a name. */
  Access OPEN = (shown, needed) -> Future.succeededFuture(Optional.empty());

  /**
   * Lets a caller in. Fails with {@code UNAUTHENTICATED}, {@code FORBIDDEN} or {@code
   * KEYS_UNAVAILABLE}.
   *
   * @param shown the {@code Authorization} header (RFC 6750, 2.1)
   * @param needed the least role
   * @return who it is, where callers have names
   */
  Future<Optional<Caller>> admit(Optional<String> shown, Role needed);

  /**
   * As the settings have it.
   *
   * @throws IllegalArgumentException if a file of tokens cannot be used
   */
  static Access of(Vertx vertx, AccessSettings settings) {
    return settings.isOpen()
        ? OPEN
        : new BearerAccess(
            KnownTokens.of(vertx, settings), settings.jwt().map(jwt -> JwtCheck.of(vertx, jwt)));
  }
}
