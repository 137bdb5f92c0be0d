package dev.vitascope.api;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An operation that is answered in time, and of which so many are at work at once: the next is
 * refused on the spot, instead of joining those that wait for something that does not answer. Each
 * operation has a bound of its own, so that a storage that hangs leaves room for questions that the
 * database answers.
 */
record BoundedOperation(Operation operation, Semaphore room) implements Operation {

  private static final int AT_ONCE = 256;
  private static final int SECONDS_TO_ANSWER = 30;

  BoundedOperation(Operation operation) {
    this(operation, new Semaphore(AT_ONCE));
  }

  @Override
  public Future<Answer> answer(Call call) {
    if (!room.tryAcquire()) {
      return Future.failedFuture(new VideoException(Failure.OVERLOADED));
    }
    // What is thrown gives its place back too.
    return Future.succeededFuture()
        .compose(begin -> operation.answer(call))
        .timeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
        .onComplete(answered -> room.release());
  }
}
