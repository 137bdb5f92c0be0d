package dev.vitascope.pinning;

import java.net.URI;

/**
 * A keeper that is a Kubo node like our own.
 *
 * @param endpoint its RPC API, {@code http://host:5001}, optionally with {@code user:password@}
 */
public record SecondNode(String name, URI endpoint) implements Keeper {

  public SecondNode {
    Keeper.require(name, endpoint);
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "SecondNode[%s, %s]".formatted(name, PinningSettings.masked(endpoint));
  }
}
