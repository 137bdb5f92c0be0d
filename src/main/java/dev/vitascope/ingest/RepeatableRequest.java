package dev.vitascope.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A request that its client may repeat.
 *
 * @param key by which the client says that it is the same ({@code Idempotency-Key})
 * @param sha256 of what it asks for, in hex
 */
record RepeatableRequest(String key, String sha256) {

  private static final int LONGEST = 255;

  static RepeatableRequest of(String key, NewVideo what) {
    if (key.isBlank() || key.length() > LONGEST) {
      throw new VideoException(
          Failure.INVALID_REQUEST, "An Idempotency-Key has 1 to %d characters.".formatted(LONGEST));
    }
    return new RepeatableRequest(key, hash(Json.write(what)));
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
