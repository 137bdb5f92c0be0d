package dev.vitascope.ingest;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Signs URLs for parts. That takes a CPU its time: it has threads of its own, so that nothing else
 * waits for it.
 */
final class PartSigner {

  private static final int AT_ONCE = 100;

  /**
   * A URL for one part.
   *
   * @param size in bytes, which the URL takes exactly
   */
  record SignedPart(int number, long size, URI url, Instant expiresAt) {}

  private final ObjectStore store;
  private final Duration validity;
  private final WorkerExecutor threads;

  PartSigner(Vertx vertx, ObjectStore store, Duration validity) {
    this.store = store;
    this.validity = validity;
    this.threads = vertx.createSharedWorkerExecutor("signing", 2);
  }

  Future<List<SignedPart>> sign(OpenUpload open, List<Integer> numbers) {
    require(numbers.size() <= AT_ONCE, "Ask for %d parts at once, no more.".formatted(AT_ONCE));
    var strangers = numbers.stream().filter(number -> !open.plan().has(number)).toList();
    require(
        strangers.isEmpty(),
        "The upload has parts 1 to %d, not %s.".formatted(open.plan().count(), strangers));
    return threads.executeBlocking(
        () -> numbers.stream().map(number -> sign(open, number)).toList(), false);
  }

  /** When a URL signed now is no longer good; signatures know whole seconds. */
  Instant expiry() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(validity);
  }

  private SignedPart sign(OpenUpload open, int number) {
    var expiry = expiry();
    long size = open.plan().sizeOf(number);
    return new SignedPart(
        number, size, store.signPart(open.upload(), number, size, validity), expiry);
  }

  private static void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new VideoException(Failure.INVALID_REQUEST, otherwise);
    }
  }
}
