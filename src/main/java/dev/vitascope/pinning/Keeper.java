package dev.vitascope.pinning;

import java.net.URI;

/** Someone who keeps copies for us besides our own node. */
public sealed interface Keeper permits PinService, SecondNode {

  /** What we call it: letters, digits and underscores. */
  String name();

  /** Where it is asked. */
  URI endpoint();

  /**
   * Fails unless it can be called that and asked there.
   *
   * @throws IllegalArgumentException naming it
   */
  static void require(String name, URI endpoint) {
    if (!name.matches("[a-z][a-z0-9_]{0,30}")) {
      throw new IllegalArgumentException("a pinning service is called by letters: " + name);
    }
    if (endpoint.getHost() == null || !endpoint.getScheme().startsWith("http")) {
      throw new IllegalArgumentException(
          "the pinning service " + name + " has an http:// or https:// address");
    }
  }
}
