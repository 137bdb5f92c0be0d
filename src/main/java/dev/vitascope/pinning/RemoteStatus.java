package dev.vitascope.pinning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What a service answers of a pin ({@code PinStatus} of the API).
 *
 * @param requestid what the service calls it
 * @param delegates addresses of its nodes that want to be connected to; the content goes there
 */
record RemoteStatus(
    @JsonProperty("requestid") String requestid, State status, Optional<List<String>> delegates) {

  /** How far a service is with a pin. */
  enum State {
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
