package dev.vitascope.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.util.Map;

/**
 * A failure as a client reads it: {@code application/problem+json} (RFC 9457).
 *
 * @param type where the problem is explained
 * @param instance the id of the request
 * @param details further members, by name, as the failure has them
 */
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String instance,
    boolean retriable,
    @JsonAnyGetter Map<String, Object> details) {

  /** The detail that says when to come again, in seconds (RFC 9110, 10.2.3). */
  static final String RETRY_AFTER = "retry_after";

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(VideoException exception, String requestId) {
    var failure = exception.failure();
    return new Problem(
        "/docs#" + failure.code(),
        failure.sentence(),
        failure.httpStatus(),
        // What an unforeseen failure says is for the log alone.
        failure == Failure.INTERNAL ? failure.sentence() : exception.getMessage(),
        failure.code(),
        requestId,
        failure.retriable(),
        exception.details());
  }
}
