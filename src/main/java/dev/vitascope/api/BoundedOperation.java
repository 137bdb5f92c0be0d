package dev.vitascope.api;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.util.concurrent.Semaphore;

/**
 * An operation of which so many are at work at once: the next is refused on the spot, instead of
 * joining those that wait for something that does not answer. Each operation has a bound of its
 * own, so that a storage that hangs leaves room for questions that the database answers.
 */
record BoundedOperation(Operation operation, Semaphore room) implements Operation {

  private static final int AT_ONCE = 256;

  BoundedOperation(Operation operation) {
    this(operation, new Semaphore(AT_ONCE));
  }

  @Override
  public Future<Answer> answer(Call call) {
    if (!room.tryAcquire()) {
      return Future.failedFuture(new VideoException(Failure.OVERLOADED));
    }
    // What is thrown gives its place back too. Whoever asked may have been answered long before.
    return Future.succeededFuture()
        .compose(begin -> operation.answer(call))
        .onComplete(done -> room.release());
  }
}
