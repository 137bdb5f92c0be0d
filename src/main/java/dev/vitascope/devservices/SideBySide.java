package dev.vitascope.devservices;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts and ends parts at the same time, each on a thread of its own. */
final class SideBySide {

  private SideBySide() {}

  /**
   * Starts all, and returns them in the order of {@link Part}. If one fails, or this thread is
   * interrupted, the others are ended.
   */
  static List<Launch> start(Collection<Part> parts, Site site) {
    var starts = new ArrayList<Future<Launch>>();
    Exception failure = null;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var finished = new ExecutorCompletionService<Launch>(threads);
      parts.stream().sorted().map(part -> start(part, site, finished)).forEach(starts::add);
      try {
        awaitAll(finished, starts.size());
      } catch (ExecutionException | InterruptedException e) {
        threads.shutdownNow();
        failure = e;
      }
    }
    var launches = succeeded(starts);
    if (failure != null) {
      stop(launches);
      throw told(failure);
    }
    return launches;
  }

  private static Future<Launch> start(
      Part part, Site site, ExecutorCompletionService<Launch> threads) {
    return threads.submit(() -> Launch.of(part, site));
  }

  /** Returns when all are gone, interrupted or not. */
  static void stop(List<Launch> launches) {
    var interrupted = Thread.interrupted();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      launches.forEach(launch -> threads.execute(launch.stop()));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** As they finish, so that the first failure is heard at once. */
  private static void awaitAll(ExecutorCompletionService<Launch> finished, int count)
      throws ExecutionException, InterruptedException {
    for (int i = 0; i < count; i++) {
      finished.take().get();
    }
  }

  private static List<Launch> succeeded(List<Future<Launch>> starts) {
    return starts.stream()
        .filter(start -> start.state() == Future.State.SUCCESS)
        .map(Future::resultNow)
        .toList();
  }

  private static DevServicesException told(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new DevServicesException("Interrupted while the services started", e);
    }
    return e.getCause() instanceof DevServicesException known
        ? known
        : new DevServicesException("The services could not be started: " + e.getCause(), e);
  }
}
