package dev.vitascope.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks everything that the server works with whether it answers. Those who ask meanwhile, or within
 * a second, share one answer. One for each event loop.
 */
final class Readiness {

  private static final int SECONDS_TO_ANSWER = 3;
  private static final long NANOS_GOOD = TimeUnit.SECONDS.toNanos(1);

  private final Map<String, Supplier<Future<?>>> checks;
  private Future<Report> latest = Future.succeededFuture();
  private long askedAt = System.nanoTime() - NANOS_GOOD;

  Readiness(Map<String, Supplier<Future<?>>> checks) {
    this.checks = Map.copyOf(checks);
  }

  /** Each part by name. */
  record Report(String status, Map<String, Part> checks) {

    boolean isReady() {
      return checks.values().stream().allMatch(Part::ok);
    }

    private static Report of(Map<String, Part> parts) {
      boolean ready = parts.values().stream().allMatch(Part::ok);
      return new Report(ready ? "ready" : "not_ready", parts);
    }
  }

  /** Whether one part answers, and if not, why. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Part(boolean ok, Optional<String> reason) {}

  Future<Report> ask() {
    boolean old = System.nanoTime() - askedAt >= NANOS_GOOD;
    if (old && latest.isComplete()) {
      askedAt = System.nanoTime();
      latest = askAll();
    }
    return latest;
  }

  private Future<Report> askAll() {
    var parts = new TreeMap<String, Part>();
    var answers = new ArrayList<Future<Part>>();
    checks.forEach(
        (name, check) -> answers.add(ask(check).onSuccess(part -> parts.put(name, part))));
    return Future.all(answers).map(all -> Report.of(parts));
  }

  private static Future<Part> ask(Supplier<Future<?>> check) {
    return Future.succeededFuture()
        .compose(begin -> check.get())
        .timeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
        .map(answer -> new Part(true, Optional.empty()))
        .recover(failure -> Future.succeededFuture(new Part(false, Optional.of(reason(failure)))));
  }

  private static String reason(Throwable failure) {
    return failure instanceof VideoException known
        ? known.failure().code()
        : "does not answer as it should";
  }
}
