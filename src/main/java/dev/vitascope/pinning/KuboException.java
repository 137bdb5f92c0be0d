package dev.vitascope.pinning;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import io.vertx.core.buffer.Buffer;

/**
 * An answer of a node's that is not what it should be. For operators: it may hold the node's words.
 */
final class KuboException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 300;

  private final int status;

  /** An answer with status 200 that is wrong all the same. */
  KuboException(String message) {
    this(200, message);
  }

  private KuboException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** A refusal, with the node's reason where the body tells one. */
  static KuboException refused(int status, Buffer body) {
    return new KuboException(
        status, "the node answered " + status + ": " + reason(body.toString()));
  }

  int status() {
    return status;
  }

  VideoException asFailure() {
    return new VideoException(Failure.IPFS_UNAVAILABLE, this);
  }

  private static String reason(String body) {
    try {
      return Json.read(body, Refusal.class).message();
    } catch (IllegalArgumentException notJson) {
      return body.substring(0, Math.min(body.length(), LONGEST)).strip();
    }
  }

  private record Refusal(@JsonProperty("Message") String message) {}
}
