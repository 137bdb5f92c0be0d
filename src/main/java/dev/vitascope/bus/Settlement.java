package dev.vitascope.bus;

import dev.vitascope.db.Database;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;

/** What becomes of a task whose attempt failed: another try after a wait, or the end. */
record Settlement(Database database, Tasks tasks, Backoff backoff) {

  enum Outcome {
    POSTPONED,
    FAILED
  }

  Future<Outcome> settle(JobHandler handler, Lease lease, VideoException why) {
    return why.failure().retriable() && !lease.last()
        ? postpone(handler, lease, why).map(Outcome.POSTPONED)
        : fail(handler, lease, why).map(Outcome.FAILED);
  }

  Future<Void> handBack(Lease lease) {
    return database.transaction(transaction -> tasks.handedBack(transaction, lease));
  }

  private Future<Void> postpone(JobHandler handler, Lease lease, VideoException why) {
    var wait = backoff.after(lease.attempt());
    return database.transaction(
        transaction ->
            tasks
                .postponed(transaction, lease, why.failure(), why.getMessage(), wait)
                .compose(queued -> handler.postponed(transaction, lease, why, wait)));
  }

  private Future<Void> fail(JobHandler handler, Lease lease, VideoException why) {
    return database.transaction(
        transaction ->
            tasks
                .failed(transaction, lease, why.failure(), why.getMessage())
                .compose(ended -> handler.failed(transaction, lease, why)));
  }
}
