package dev.vitascope.devservices;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A process that a later one of the same number is not taken for. */
record ProcessIdentity(long pid, Instant started) {

  // The kernel counts from its start, of which each JVM has its own idea, to a second.
  private static final Duration DOUBT = Duration.ofSeconds(2);

  static ProcessIdentity of(ProcessHandle handle) {
    return new ProcessIdentity(handle.pid(), started(handle));
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if it was not written so
   */
  static ProcessIdentity parse(String text) {
    var at = text.indexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException(text);
    }
    return new ProcessIdentity(
        Long.parseLong(text.substring(0, at)),
        Instant.ofEpochMilli(Long.parseLong(text.substring(at + 1))));
  }

  /** The process itself, if it still lives. */
  Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> Duration.between(started(handle), started).abs().compareTo(DOUBT) <= 0);
  }

  @Override
  public String toString() {
    return pid + "@" + started.toEpochMilli();
  }

  private static Instant started(ProcessHandle handle) {
    return handle.info().startInstant().orElse(Instant.EPOCH);
  }
}
