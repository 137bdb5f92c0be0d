package dev.vitascope.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/**
 * What stands behind one {@code operationId} of the contract. Runs on an event loop: it may not
 * block. A {@link VideoException} becomes the problem it stands for, anything else {@link
 * Failure#INTERNAL}.
 */
@FunctionalInterface
public interface Operation {

  Future<Answer> answer(Call call);

  /**
   * A request whose shape the contract has already checked.
   *
   * @param client who asks: an address
   * @param path path parameters, decoded
   * @param query query parameters, decoded
   * @param headers by lower-case name
   * @param trace what follows from the call is a part of
   */
  record Call(
      String client,
      Map<String, String> path,
      Map<String, String> query,
      Map<String, String> headers,
      Optional<JsonNode> body,
      TraceParent trace) {

    /** The video of the path; one that is no UUID names no video. */
    public VideoId videoId() {
      try {
        return VideoId.parse(path.get("id"));
      } catch (IllegalArgumentException e) {
        throw new VideoException(Failure.VIDEO_NOT_FOUND);
      }
    }

    /** The body as a record, its absent members empty. */
    public <T> T body(Class<T> type) {
      try {
        return Json.MAPPER.convertValue(
            body.orElseThrow(() -> new VideoException(Failure.INVALID_REQUEST)), type);
      } catch (IllegalArgumentException e) {
        throw new VideoException(Failure.INVALID_REQUEST, e);
      }
    }
  }

  /**
   * An answer.
   *
   * @param body any record, written as JSON; null where there is nothing to say
   */
  record Answer(int status, Object body, Map<String, String> headers) {

    public static Answer ok(Object body) {
      return new Answer(200, body, Map.of());
    }

    public static Answer created(Object body, String location) {
      return new Answer(201, body, Map.of("location", location));
    }

    public static Answer accepted(Object body) {
      return new Answer(202, body, Map.of());
    }

    public static Answer noContent() {
      return new Answer(204, null, Map.of());
    }
  }
}
