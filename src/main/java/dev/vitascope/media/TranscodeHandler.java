package dev.vitascope.media;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Bus;
import dev.vitascope.bus.Job;
import dev.vitascope.bus.JobHandler;
import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Lease;
import dev.vitascope.db.Sql;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Shares;
import dev.vitascope.video.VideoEvent.TranscodeProgressed;
import dev.vitascope.video.VideoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Takes an uploaded original to what can be watched, stored and committed. */
public final class TranscodeHandler implements JobHandler {

  private final Transcoder transcoder;
  private final ObjectStore store;
  private final TranscodeRecords records;
  private final Bus bus;
  private final Path scratch;
  private final MeterRegistry meters;

  /**
   * The handler of a node.
   *
   * @param scratch a folder of this process's own; what lies in it is removed
   */
  public TranscodeHandler(
      Transcoder transcoder,
      ObjectStore store,
      TranscodeRecords records,
      Bus bus,
      Path scratch,
      MeterRegistry meters)
      throws IOException {
    this.transcoder = transcoder;
    this.store = store;
    this.records = records;
    this.bus = bus;
    this.scratch = scratch;
    this.meters = meters;
    Scratch.clear(scratch);
  }

  @Override
  public JobKind kind() {
    return JobKind.TRANSCODE;
  }

  @Override
  public void run(Job job) throws Exception {
    var lease = job.lease();
    var attempt = TranscodeAttempt.of(job, transcoder, store, records, new StageClock(meters));
    var original = await(records.start(lease, Shares.UPLOADED));
    try (var folder = Scratch.create(scratch, lease.videoId() + "-" + lease.attempt())) {
      ScratchSpace.during(scratch, () -> attempt.run(original, folder));
    } catch (IOException e) {
      ScratchSpace.require(scratch);
      throw new VideoException(Failure.INTERNAL, e);
    }
  }

  @Override
  public Future<Boolean> heartbeat(Job job) {
    return job.progress() instanceof TranscodeProgress progress
        ? records
            .heartbeat(job.lease(), progress)
            .onSuccess(version -> version.ifPresent(reached -> tell(job, progress, reached)))
            .map(version -> version.isPresent())
        : records.renew(job.lease());
  }

  private void tell(Job job, TranscodeProgress progress, long version) {
    var lease = job.lease();
    bus.publish(
        new TranscodeProgressed(lease.videoId(), version, lease.attempt(), progress.stage()));
  }

  @Override
  public Future<Void> postponed(Sql transaction, Lease lease, VideoException why, Duration wait) {
    return records.postponed(transaction, lease, why, wait);
  }

  @Override
  public Future<Void> failed(Sql transaction, Lease lease, VideoException why) {
    EarlierAttempts.remove(store, lease.videoId(), lease.attempt());
    return records.failed(transaction, lease, why);
  }
}
