package dev.vitascope.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vitascope.video.IpfsStatus;
import dev.vitascope.video.Progress.Fault;
import dev.vitascope.video.Progress.Ipfs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A video's copies on IPFS.
 *
 * @param ours the one at our own node
 * @param error what the last attempt to pin it failed by, until it is pinned
 * @param proof whether it has been read back through another node; absent where none is asked for
 * @param services who else keeps one, or is to
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Copies(
    @JsonUnwrapped Ipfs ours, Optional<Fault> error, Optional<Proof> proof, List<Kept> services) {

  public Copies {
    services = List.copyOf(services);
  }

  /**
   * Whether a copy has been read back.
   *
   * @param status {@code waiting}, {@code proven} or {@code failed}; what failed is tried again
   * @param seconds that the gateway took for two playlists and a segment
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Proof(
      String status, Optional<Double> seconds, Optional<Instant> provenAt, Optional<Fault> error) {}

  /**
   * A copy elsewhere.
   *
   * @param service as the settings call it
   * @param error what is wrong with it; a service that does not answer may keep the copy all the
   *     same
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Kept(String service, IpfsStatus status, Optional<Fault> error, Instant updatedAt) {}
}
