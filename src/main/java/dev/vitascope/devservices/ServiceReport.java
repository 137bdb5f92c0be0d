package dev.vitascope.devservices;

import java.time.Duration;

/** What is to be told of a service. */
public sealed interface ServiceReport {

  String name();

  /**
   * It answers.
   *
   * @param source where it came from
   * @param address where it listens
   */
  record Started(String name, String source, String version, String address, Duration took)
      implements ServiceReport {}

  /** It takes its time, and why. */
  record Preparing(String name, String what) implements ServiceReport {}

  /** It cannot be had, and what to do; all else goes on. */
  record Unavailable(String name, String advice) implements ServiceReport {}
}
