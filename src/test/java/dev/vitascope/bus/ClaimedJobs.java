package dev.vitascope.bus;

import dev.vitascope.db.Database;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Jobs in a test's hands, claimed and settled as a worker would, without a broker. */
public record ClaimedJobs(Database database, Tasks tasks) {

  /** Queues a job and claims it for the calling thread. */
  public Job claim(JobKind kind, VideoId video) {
    return claim(
        Waiting.await(
            database.transaction(tx -> tasks.enqueue(tx, kind, video, TraceParent.NONE))));
  }

  /** Claims a queued task for the calling thread. */
  public Job claim(UUID task) {
    var lease = Waiting.await(tasks.claim(database, task, "test")).orElseThrow();
    return new Job(lease, Thread.currentThread());
  }

  /** Lets the lease run out and another attempt begin. */
  public Job takeOver(Job job) {
    var task = job.lease().taskId();
    Waiting.await(
        database.run(
            "UPDATE tasks SET lease_until = now() - INTERVAL '1 second' WHERE id = $1", task));
    return claim(task);
  }

  /** Has the failure noted, and the task queued again or given up. */
  public void settle(JobHandler handler, Job job, VideoException why) {
    var backoff =
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), RandomGenerator.getDefault());
    Waiting.await(new Settlement(database, tasks, backoff).settle(handler, job.lease(), why));
  }
}
