package dev.vitascope.load;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** How long calls of several kinds took. */
final class Timings {

  private final Map<String, LongStream.Builder> nanos = new LinkedHashMap<>();

  <T> Future<T> of(String call, Supplier<Future<T>> work) {
    long begun = System.nanoTime();
    return work.get().onSuccess(done -> add(call, System.nanoTime() - begun));
  }

  synchronized void add(String call, long nanos) {
    this.nanos.computeIfAbsent(call, first -> LongStream.builder()).add(nanos);
  }

  /** A line for each kind, in the order of their first calls. */
  synchronized String report() {
    var lines = new StringBuilder();
    nanos.forEach((call, times) -> lines.append(line(call, times.build().toArray())));
    nanos.clear();
    return lines.toString();
  }

  private static String line(String call, long[] times) {
    Arrays.sort(times);
    return "  %-9s %6d × p50 %6.0f ms, p99 %6.0f ms, at most %6.0f ms%n"
        .formatted(call, times.length, millis(times, 0.5), millis(times, 0.99), millis(times, 1));
  }

  private static double millis(long[] sorted, double quantile) {
    int rank = (int) Math.ceil(quantile * sorted.length);
    return sorted[Math.max(rank, 1) - 1] / 1e6;
  }
}
