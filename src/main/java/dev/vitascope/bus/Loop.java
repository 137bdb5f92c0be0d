package dev.vitascope.bus;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that goes round for as long as it is deployed, on a virtual thread: a round may wait for
 * futures with {@code await}. One that throws is told of and followed by another. Undeploying
 * interrupts the round at hand and succeeds when it has ended.
 */
public abstract class Loop implements Deployable {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final String name;
  private final Promise<Void> ended = Promise.promise();
  private volatile Thread thread;
  private volatile boolean closed;

  protected Loop(String name) {
    this.name = name;
  }

  /**
   * Once round.
   *
   * @return how long to wait before the next
   */
  protected abstract Duration round() throws Exception;

  @Override
  public Future<?> deploy(Context context) throws Exception {
    context.runOnContext(start -> run(context));
    return Future.succeededFuture();
  }

  @Override
  public Future<?> undeploy(Context context) throws Exception {
    closed = true;
    var running = thread;
    if (running == null) {
      return Future.succeededFuture();
    }
    running.interrupt();
    return ended.future();
  }

  protected final boolean closed() {
    return closed;
  }

  private void run(Context context) {
    thread = Thread.currentThread();
    while (!closed) {
      var pause = AFTER_FAILURE;
      try {
        pause = round();
      } catch (Exception e) {
        if (!closed) {
          log.warn("{}: {}", name, e.toString());
          log.debug("{}", name, e);
        }
      }
      sleep(context, pause);
    }
    ended.complete();
  }

  private void sleep(Context context, Duration pause) {
    if (closed || pause.isZero()) {
      return;
    }
    try {
      context.owner().timer(pause.toMillis(), TimeUnit.MILLISECONDS).await();
    } catch (Exception interrupted) {
      log.debug("{} woken", name);
    }
  }
}
