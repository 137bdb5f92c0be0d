package dev.vitascope.pinning;

import java.net.URI;

/**
 * A keeper that is asked by the IPFS Pinning Service API (1.0.0).
 *
 * @param endpoint what {@code /pins} is below
 * @param token that says who we are
 */
public record PinService(String name, URI endpoint, String token) implements Keeper {

  public PinService {
    Keeper.require(name, endpoint);
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "PinService[%s, %s, ***]".formatted(name, endpoint);
  }
}
