package dev.vitascope.pinning;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;

/**
 * What a service answers of a pin ({@code PinStatus} of the API).
 *
 * @param requestid what the service calls it
 * @param delegates addresses of its nodes that want to be connected to; the content goes there
 * @param info what else it likes to say
 */
public record RemoteStatus(
    @JsonProperty("requestid") String requestid,
    State status,
    Optional<List<String>> delegates,
    Optional<JsonNode> info) {

  /** What the service says of it, for operators. */
  String detail() {
    return info.map(said -> said.path("status_details").asText()).orElse("it gives no reason");
  }

  /** The same, with a reason. */
  RemoteStatus because(Throwable failure) {
    var said = JsonNodeFactory.instance.objectNode().put("status_details", failure.toString());
    return new RemoteStatus(requestid, status, delegates, Optional.of(said));
  }

  /** How far a service is with a pin. */
  public enum State {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("pinning")
    PINNING,
    @JsonProperty("pinned")
    PINNED,
    @JsonProperty("failed")
    FAILED
  }
}
