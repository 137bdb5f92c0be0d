package dev.vitascope.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How callers are known; where nothing is set, everyone is let in.
 *
 * @param operator the hash of an operator's token
 * @param tokens a file of more, one a line: name, role, hash
 * @param jwt whose tokens are believed besides
 */
public record AccessSettings(
    Optional<TokenHash> operator, Optional<Path> tokens, Optional<Jwt> jwt) {

  public static final AccessSettings OPEN =
      new AccessSettings(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * An identity provider (RFC 7519).
   *
   * @param keys where its keys are: a JWK set (RFC 7517)
   * @param issuer its name in {@code iss}
   * @param audience ours in {@code aud}
   * @param roles the claim that names a role, or several
   */
  public record Jwt(URI keys, String issuer, String audience, String roles) {}

  public boolean isOpen() {
    return equals(OPEN);
  }
}
