package dev.vitascope.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What we keep of a token: its SHA-256. That is enough, for a token is random and long, and not a
 * password.
 *
 * @param hex 64 digits
 */
public record TokenHash(String hex) {

  private static final int RANDOM_BYTES = 32;
  private static final int SHORTEST = 24;

  public TokenHash {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a hash of a token has 64 hex digits");
    }
  }

  /** A token that nobody has had before. */
  public static String newToken() {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "vts_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * That of a token which somebody chose.
   *
   * @throws IllegalArgumentException if it is too short to be random
   */
  public static TokenHash ofChosen(String token) {
    if (token.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "a token has %d characters or more: `./vitascope token` makes one".formatted(SHORTEST));
    }
    return of(token);
  }

  public static TokenHash of(String token) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return new TokenHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes as long whatever the other is. */
  boolean matches(TokenHash other) {
    return MessageDigest.isEqual(hex.getBytes(UTF_8), other.hex.getBytes(UTF_8));
  }
}
