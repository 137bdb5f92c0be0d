package dev.vitascope.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * How many bytes of a file are on their way or there. A part that is sent again starts at nothing;
 * what is told never falls, it stands still until the part has caught up.
 */
final class Tally {

  private final Map<Integer, Long> parts = new HashMap<>();
  private final LongConsumer onGrowth;
  private long told = -1;

  Tally(LongConsumer onGrowth) {
    this.onGrowth = onGrowth;
  }

  void part(int number, long bytes) {
    parts(Map.of(number, bytes));
  }

  /** Parts of which so many bytes each are there, told of at once. */
  synchronized void parts(Map<Integer, Long> bytes) {
    parts.putAll(bytes);
    long sum = parts.values().stream().mapToLong(Long::longValue).sum();
    if (sum > told) {
      told = sum;
      onGrowth.accept(sum);
    }
  }
}
