package dev.vitascope.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each client may call: so many times a minute, evenly or all at once (GCRA, ITU-T I.371,
 * annex A). It is counted by each node for itself.
 */
final class CallRate {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final long apart;

  /** When a client's calls so far would have ended, had they come evenly. */
  private final Map<String, Long> ends = new HashMap<>();

  private long tidied;

  CallRate(int perMinute) {
    apart = MINUTE / perMinute;
  }

  /**
   * Counts a call, unless it comes too early.
   *
   * @param now in nanoseconds, of a clock that never goes back
   * @return how much too early it is; zero for a call that may go on
   */
  synchronized Duration tooEarly(String client, long now) {
    tidy(now);
    long end = Math.max(now, ends.getOrDefault(client, now)) + apart;
    if (end - now > MINUTE) {
      return Duration.ofNanos(end - now - MINUTE);
    }
    ends.put(client, end);
    return Duration.ZERO;
  }

  private void tidy(long now) {
    if (now - tidied > MINUTE) {
      ends.values().removeIf(end -> end <= now);
      tidied = now;
    }
  }
}
