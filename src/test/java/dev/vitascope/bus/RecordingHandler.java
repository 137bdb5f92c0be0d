package dev.vitascope.bus;

import dev.vitascope.db.Database;
import dev.vitascope.db.Sql;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Does to each job what the test says, and keeps what happened. */
final class RecordingHandler implements JobHandler {

  interface Work {
    void run(Job job) throws Exception;
  }

  final List<Lease> runs = new CopyOnWriteArrayList<>();
  final List<Lease> done = new CopyOnWriteArrayList<>();
  final List<VideoException> postponements = new CopyOnWriteArrayList<>();
  final List<VideoException> failures = new CopyOnWriteArrayList<>();

  volatile boolean ready = true;

  private final JobKind kind;
  private final Database database;
  private final Tasks tasks;
  private final Work work;

  RecordingHandler(JobKind kind, Database database, Tasks tasks, Work work) {
    this.kind = kind;
    this.database = database;
    this.tasks = tasks;
    this.work = work;
  }

  @Override
  public JobKind kind() {
    return kind;
  }

  @Override
  public Future<Void> ready() {
    return ready
        ? Future.succeededFuture()
        : Future.failedFuture(new VideoException(Failure.IPFS_UNAVAILABLE));
  }

  @Override
  public void run(Job job) throws Exception {
    runs.add(job.lease());
    work.run(job);
    Waiting.await(database.transaction(transaction -> tasks.done(transaction, job.lease())));
    done.add(job.lease());
  }

  @Override
  public Future<Boolean> heartbeat(Job job) {
    return tasks.renew(database, job.lease());
  }

  @Override
  public Future<Void> postponed(Sql transaction, Lease lease, VideoException why, Duration wait) {
    postponements.add(why);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> failed(Sql transaction, Lease lease, VideoException why) {
    failures.add(why);
    return Future.succeededFuture();
  }

  long runsOf(VideoId video) {
    return runs.stream().filter(lease -> lease.videoId().equals(video)).count();
  }

  boolean isDone(VideoId video) {
    return done.stream().anyMatch(lease -> lease.videoId().equals(video));
  }
}
