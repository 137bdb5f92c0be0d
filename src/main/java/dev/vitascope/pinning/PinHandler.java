package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Bus;
import dev.vitascope.bus.Job;
import dev.vitascope.bus.JobHandler;
import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Lease;
import dev.vitascope.db.Sql;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.tracing.LogFields;
import dev.vitascope.video.VideoEvent.PinProgressed;
import dev.vitascope.video.VideoException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stage 4: the published files of one video become one pinned directory on IPFS. */
public final class PinHandler implements JobHandler {

  private static final Logger log = LoggerFactory.getLogger(PinHandler.class);

  private final KuboClient kubo;
  private final ObjectStore store;
  private final PinRecords records;
  private final PinRelease release;
  private final Bus bus;
  private final Counter pinnedBytes;

  public PinHandler(
      KuboClient kubo,
      ObjectStore store,
      PinRecords records,
      PinRelease release,
      Bus bus,
      MeterRegistry meters) {
    this.kubo = kubo;
    this.store = store;
    this.records = records;
    this.release = release;
    this.bus = bus;
    this.pinnedBytes = meters.counter("vitascope.pinned.bytes");
  }

  @Override
  public JobKind kind() {
    return JobKind.PIN;
  }

  /** A node may be away for longer than any number of attempts: jobs wait where they are. */
  @Override
  public Future<Void> ready() {
    return kubo.version().mapEmpty();
  }

  @Override
  public void run(Job job) {
    await(records.start(job.lease())).ifPresent(prefix -> pin(job, prefix));
  }

  @Override
  public Future<Boolean> heartbeat(Job job) {
    return job.progress() instanceof AtomicLong sent
        ? records
            .heartbeat(job.lease(), sent.get())
            .onSuccess(version -> version.ifPresent(reached -> tell(job.lease(), reached)))
            .map(Optional::isPresent)
        : records.renew(job.lease());
  }

  private void tell(Lease lease, long version) {
    bus.publish(new PinProgressed(lease.videoId(), version, lease.attempt()));
  }

  @Override
  public Future<Void> postponed(Sql transaction, Lease lease, VideoException why, Duration wait) {
    return records.postponed(transaction, lease, why);
  }

  @Override
  public Future<Void> failed(Sql transaction, Lease lease, VideoException why) {
    return records.failed(transaction, lease, why);
  }

  private void pin(Job job, String prefix) {
    var lease = job.lease();
    long begun = System.nanoTime();
    var published =
        await(PublishedFiles.list(store, prefix)).requireAll(await(records.keys(lease)));
    var sent = new AtomicLong();
    job.report(sent);
    var added =
        kubo.add(published.files().stream().map(file -> new CountedFile(file, sent)).toList());
    try {
      requirePinned(added);
      await(records.pinned(lease, published, added, Duration.ofNanos(System.nanoTime() - begun)));
    } catch (RuntimeException e) {
      letGoIfDeleted(lease, added);
      throw e;
    }
    pinnedBytes.increment((double) added.bytes());
    log.info("{} pinned as {}: {} files", lease.videoId(), added.root(), added.files().size());
  }

  private void requirePinned(AddedDirectory added) {
    if (!await(kubo.pinned(added.root()))) {
      throw new KuboException("added but not pinned: " + added.root()).asFailure();
    }
  }

  /** A video deleted while it was added takes its copy with it. */
  private void letGoIfDeleted(Lease lease, AddedDirectory added) {
    release
        .release(lease.videoId(), added.root())
        .onFailure(
            left ->
                LogFields.about(
                    lease.videoId(),
                    lease.trace(),
                    () -> log.warn("{} stays pinned: {}", added.root(), left.toString())));
  }
}
