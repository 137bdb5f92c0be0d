package dev.vitascope.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool, and another in its place once the database has said nothing for too long. The driver
 * itself waits for ever for an answer, and while it connects (Vert.x 5.0.8 passes no idle timeout
 * on to it), so that a line that went dead without a word would keep all connections busy.
 */
final class Connections {

  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private final Supplier<Pool> maker;
  private final Duration silence;
  private volatile Pool pool;
  private volatile long heardAt = System.nanoTime();

  Connections(Supplier<Pool> maker, Duration silence) {
    this.maker = maker;
    this.silence = silence;
    this.pool = maker.get();
  }

  /** Work on the pool, which fails with a {@link TimeoutException} if it takes too long. */
  <T> Future<T> use(Function<Pool, Future<T>> work) {
    var used = pool;
    return work.apply(used)
        .timeout(silence.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(answer -> heardAt = System.nanoTime())
        .onFailure(failure -> failed(used, failure));
  }

  Future<Void> close() {
    return pool.close();
  }

  /** One that is slow while others are answered is no reason to cut these. */
  private void failed(Pool used, Throwable failure) {
    if (failure instanceof TimeoutException && System.nanoTime() - heardAt > silence.toNanos()) {
      replace(used);
    }
  }

  private synchronized void replace(Pool silent) {
    if (pool.equals(silent)) {
      log.warn("the database has said nothing for {}: connecting anew", silence);
      pool = maker.get();
      silent
          .close()
          .onFailure(left -> log.debug("old connections did not close: {}", left.toString()));
    }
  }
}
