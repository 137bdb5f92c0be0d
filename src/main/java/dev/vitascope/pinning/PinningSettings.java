package dev.vitascope.pinning;

import dev.vitascope.video.Cid;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether, where and how long to pin.
 *
 * @param enabled false in a deployment that wants nothing on IPFS: its videos are {@code off}
 * @param api a Kubo node's RPC API, {@code http://host:5001}, optionally with {@code
 *     user:password@} where the node asks for that; absent while there is no node: videos stay
 *     {@code queued}
 * @param gateway where browsers read from IPFS, {@code https://host}
 * @param timeout how long the adding of one video may take
 * @param keepers who else keeps copies
 * @param proof a gateway of another node, by which copies are proven; absent where they are not
 */
public record PinningSettings(
    boolean enabled,
    Optional<URI> api,
    Optional<URI> gateway,
    Duration timeout,
    List<Keeper> keepers,
    Optional<URI> proof) {

  static final Duration TIMEOUT = Duration.ofHours(6);

  public static final PinningSettings OFF =
      new PinningSettings(
          false, Optional.empty(), Optional.empty(), TIMEOUT, List.of(), Optional.empty());

  public PinningSettings {
    keepers = List.copyOf(keepers);
    api.ifPresent(uri -> requireHttp(uri, "the IPFS node's API"));
    gateway.ifPresent(uri -> requireHttp(uri, "the IPFS gateway"));
    proof.ifPresent(uri -> requireHttp(uri, "the IPFS gateway that proves copies"));
    if (timeout.toSeconds() < 1) {
      throw new IllegalArgumentException("pinning needs a second at least");
    }
  }

  public static PinningSettings of(Optional<URI> api, Optional<URI> gateway) {
    return new PinningSettings(true, api, gateway, TIMEOUT, List.of(), Optional.empty());
  }

  /** With others who keep copies of what the node has pinned. */
  public PinningSettings with(List<? extends Keeper> others) {
    return new PinningSettings(enabled, api, gateway, timeout, List.copyOf(others), proof);
  }

  /** With a gateway of another node by which copies are proven. */
  public PinningSettings provenBy(Optional<URI> anothers) {
    return new PinningSettings(enabled, api, gateway, timeout, keepers, anothers);
  }

  /** Whether there is a node for a pinner to work with. */
  public boolean hasNode() {
    return enabled && api.isPresent();
  }

  /** Where anyone can play a pinned directory; none without a gateway. */
  public Optional<URI> gatewayUrl(Cid root) {
    return gateway.map(
        base ->
            URI.create(
                base.toString().replaceFirst("/+$", "")
                    + "/ipfs/"
                    + root
                    + "/"
                    + PublishedFiles.MASTER));
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "PinningSettings[enabled=%s, api=%s, gateway=%s, timeout=%s, keepers=%s, proof=%s]"
        .formatted(
            enabled,
            api.map(PinningSettings::masked),
            gateway,
            timeout,
            keepers,
            proof.map(PinningSettings::masked));
  }

  static String masked(URI uri) {
    return uri.toString().replaceFirst("//[^/@]*@", "//***@");
  }

  private static void requireHttp(URI uri, String what) {
    if (uri.getHost() == null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(
          what + " is an http:// or https:// address: " + masked(uri));
    }
  }
}
