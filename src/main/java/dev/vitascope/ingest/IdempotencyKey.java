package dev.vitascope.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * By which a client says that a request is the same as one before ({@code Idempotency-Key}). The
 * same key with the same request names the same video, so that nothing has to be remembered.
 */
record IdempotencyKey(String text) {

  private static final int LONGEST = 255;

  IdempotencyKey {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new VideoException(
          Failure.INVALID_REQUEST, "An Idempotency-Key has 1 to %d characters.".formatted(LONGEST));
    }
  }

  /** A UUID of our own making (RFC 9562, version 8) out of the key and the request. */
  VideoId videoOf(NewVideo request) {
    var hash = ByteBuffer.wrap(sha256(text + "\n" + Json.write(request)));
    long high = (hash.getLong() & ~0xf000L) | 0x8000L;
    long low = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new VideoId(new UUID(high, low));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
