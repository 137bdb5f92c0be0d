package dev.vitascope.pinning;

import java.net.URI;

/**
 * Someone who keeps copies for us, asked by the IPFS Pinning Service API (1.0.0).
 *
 * @param name what we call it
 * @param endpoint what {@code /pins} is below
 * @param token that says who we are
 */
public record PinService(String name, URI endpoint, String token) {

  public PinService {
    if (!name.matches("[a-z][a-z0-9_]{0,30}")) {
      throw new IllegalArgumentException("a pinning service is called by letters: " + name);
    }
    if (endpoint.getHost() == null || !endpoint.getScheme().startsWith("http")) {
      throw new IllegalArgumentException(
          "the pinning service " + name + " has an http:// or https:// address");
    }
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "PinService[%s, %s, ***]".formatted(name, endpoint);
  }
}
