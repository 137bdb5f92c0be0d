package dev.vitascope.bus;

import dev.vitascope.db.Sql;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.time.Duration;

/** What a stage does with the jobs of its kind. */
public interface JobHandler {

  JobKind kind();

  /**
   * Succeeds if a job could be done now. Asked before one is taken, so that what all of them need
   * may be away for hours without using up anybody's attempts.
   */
  default Future<Void> ready() {
    return Future.succeededFuture();
  }

  /**
   * Does the job, on a virtual thread, to the commit that ends it ({@link Tasks#done}). May be
   * interrupted at any point: then it leaves no process behind and throws.
   *
   * @throws VideoException why it cannot be done, now or ever
   */
  void run(Job job) throws Exception;

  /**
   * Keeps the lease and stores how far the job is; called about once a second from another thread.
   *
   * @return false if the lease is lost
   */
  Future<Boolean> heartbeat(Job job);

  /**
   * Notes with the video that the attempt failed and another follows; in the task's transaction.
   */
  Future<Void> postponed(Sql transaction, Lease lease, VideoException why, Duration wait);

  /** Notes with the video that it failed for good; in the task's transaction. */
  Future<Void> failed(Sql transaction, Lease lease, VideoException why);
}
