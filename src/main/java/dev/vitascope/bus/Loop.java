package dev.vitascope.bus;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that goes round for as long as it is deployed, on a virtual thread of its own: a round may
 * block. One that throws is told of and followed by another. Undeploying interrupts the round at
 * hand and succeeds when it has ended.
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
  public Future<?> deploy(Context context) {
    thread = Thread.ofVirtual().name(name).start(this::run);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> undeploy(Context context) {
    var over = finish();
    thread.interrupt();
    return over;
  }

  /** Lets the round at hand be the last; succeeds when it has ended. */
  protected final Future<Void> finish() {
    closed = true;
    return ended.future();
  }

  protected final boolean finishing() {
    return closed;
  }

  private void run() {
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
      sleep(pause);
    }
    ended.complete();
  }

  private void sleep(Duration pause) {
    try {
      Thread.sleep(closed ? Duration.ZERO : pause);
    } catch (InterruptedException woken) {
      log.debug("{} woken", name);
    }
  }
}
