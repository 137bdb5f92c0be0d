package dev.vitascope.api;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An operation that is answered in time, and of which so many are at work at once. A thousand
 * clients that come together are let in one after the other, by turns; whoever has stood in line
 * for too long, or finds it full of others who ask no more, is refused, instead of joining those
 * that wait for something that does not answer. Each operation has a bound of its own, so that a
 * storage that hangs leaves room for questions that the database answers.
 */
final class BoundedOperation implements Operation {

  static final int AT_ONCE = 256;
  static final int IN_LINE = 4_000;
  private static final int SECONDS_IN_LINE = 15;
  private static final int SECONDS_TO_ANSWER = 30;

  private final Operation operation;
  private final FairLine line = new FairLine();
  private int atWork;

  BoundedOperation(Operation operation) {
    this.operation = operation;
  }

  @Override
  public Future<Answer> answer(Call call) {
    // What is thrown gives its place back too.
    return enter(call.client())
        .compose(
            begin ->
                Future.succeededFuture()
                    .compose(go -> operation.answer(call))
                    .timeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                    .onComplete(answered -> leave()));
  }

  private Future<Void> enter(String client) {
    var turn = Promise.<Void>promise();
    var pushedOut = Optional.<Promise<Void>>empty();
    synchronized (this) {
      if (atWork < AT_ONCE) {
        atWork++;
        return Future.succeededFuture();
      }
      if (line.length() >= IN_LINE) {
        pushedOut = line.pushedOutBy(client);
        if (pushedOut.isEmpty()) {
          return Future.failedFuture(new VideoException(Failure.OVERLOADED));
        }
      }
      line.add(client, turn);
    }
    pushedOut.ifPresent(last -> last.tryFail(new VideoException(Failure.OVERLOADED)));
    return turn.future()
        .timeout(SECONDS_IN_LINE, TimeUnit.SECONDS)
        .onFailure(late -> giveUp(turn, late));
  }

  /** Its turn may have come at the very moment. */
  private void giveUp(Promise<Void> turn, Throwable late) {
    if (!turn.tryFail(late) && turn.future().succeeded()) {
      leave();
    }
  }

  private void leave() {
    Promise<Void> next;
    do {
      synchronized (this) {
        next = line.next();
        if (next == null) {
          atWork--;
        }
      }
    } while (next != null && !next.tryComplete());
  }
}
