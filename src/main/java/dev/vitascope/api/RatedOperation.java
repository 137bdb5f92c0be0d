package dev.vitascope.api;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.util.Map;

/** An operation that each client may ask for only so often, all operations together. */
record RatedOperation(CallRate rate, Operation operation) implements Operation {

  @Override
  public Future<Answer> answer(Call call) {
    var early = rate.tooEarly(call.client(), System.nanoTime());
    return early.isZero()
        ? operation.answer(call)
        : Future.failedFuture(
            new VideoException(
                Failure.TOO_MANY_CALLS, Map.of(Problem.RETRY_AFTER, early.toSeconds() + 1)));
  }
}
