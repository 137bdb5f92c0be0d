package dev.vitascope.pinning;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is the same where bytes are the same.
 *
 * @param size in bytes
 * @param sha256 in hex
 */
record Fingerprint(long size, String sha256) {

  /** Takes one of bytes that come piece by piece. */
  static final class Taker {

    private final MessageDigest digest = sha256();
    private long size;

    void add(Buffer piece) {
      digest.update(piece.getBytes());
      size += piece.length();
    }

    long size() {
      return size;
    }

    Fingerprint take() {
      return new Fingerprint(size, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
