package dev.vitascope;

import static dev.vitascope.bus.Waiting.await;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node runs, in groups: the last to be started is the first to be stopped. */
final class Deployments {

  private static final Logger log = LoggerFactory.getLogger(Deployments.class);

  private final Vertx vertx;
  private final Deque<List<String>> groups = new ArrayDeque<>();

  Deployments(Vertx vertx) {
    this.vertx = vertx;
  }

  void add(Deployable... group) {
    groups.push(List.of(group).stream().map(one -> await(vertx.deployVerticle(one))).toList());
  }

  /**
   * Stops all, each group together.
   *
   * @param patience for each group
   */
  void stop(Duration patience) {
    while (!groups.isEmpty()) {
      quietly(Future.join(groups.pop().stream().map(vertx::undeploy).toList()), patience);
    }
  }

  static void quietly(Future<?> closing, Duration patience) {
    try {
      closing
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      log.warn("not closed in good order: {}", e.toString());
    }
  }
}
