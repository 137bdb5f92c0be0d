package dev.vitascope.status;

import java.util.Optional;

/**
 * Who may watch live.
 *
 * @param origin of the only pages that may open a socket; where it is empty, any (the API is open
 *     to all of them too, and sockets carry no credentials)
 * @param sockets at most on this node
 */
public record LiveSettings(Optional<String> origin, int sockets) {

  private static final int DEFAULT_SOCKETS = 10_000;

  public LiveSettings {
    if (sockets < 1) {
      throw new IllegalArgumentException("live status needs a socket at least");
    }
  }

  public static LiveSettings defaults() {
    return new LiveSettings(Optional.empty(), DEFAULT_SOCKETS);
  }
}
