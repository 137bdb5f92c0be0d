package dev.vitascope.pinning;

import dev.vitascope.video.Failure;
import java.time.Duration;

/** What reading a copy back through a gateway has shown. */
sealed interface Proof {

  /**
   * All that was read is what was stored.
   *
   * @param took what the gateway needed for it
   */
  record Proven(Duration took) implements Proof {}

  /**
   * It is not, or it could not be read.
   *
   * @param detail for operators
   */
  record Failed(Failure why, String detail) implements Proof {}
}
