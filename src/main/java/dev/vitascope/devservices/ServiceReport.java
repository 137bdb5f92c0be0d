package dev.vitascope.devservices;

import java.time.Duration;

/** What there is to tell of one part while the services start. */
public sealed interface ServiceReport {

  Part part();

  /** It does something that takes long, once. */
  record Preparing(Part part, String doing) implements ServiceReport {}

  /**
   * It answers.
   *
   * @param source where its program came from: "bundled", "PATH", "built with Go, cached"
   * @param took from the wish to the first answer
   */
  record Ready(Part part, String source, String version, String address, Duration took)
      implements ServiceReport {}

  /**
   * This machine lacks what it needs; the others go on without it.
   *
   * @param reason a sentence that says what to do
   */
  record Unavailable(Part part, String reason) implements ServiceReport {}
}
