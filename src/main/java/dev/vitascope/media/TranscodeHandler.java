package dev.vitascope.media;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Bus;
import dev.vitascope.bus.Job;
import dev.vitascope.bus.JobHandler;
import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Lease;
import dev.vitascope.db.Sql;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Shares;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoEvent.TranscodeProgressed;
import dev.vitascope.video.VideoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Takes an uploaded original to what can be watched, stored and committed. */
public final class TranscodeHandler implements JobHandler {

  /** After these, nothing that was encoded is to be built on. */
  private static final Set<Failure> SPOILT =
      EnumSet.of(
          Failure.ENCODE_FAILED,
          Failure.ENCODE_STALLED,
          Failure.OUTPUT_INVALID,
          Failure.LEASE_LOST);

  /** An original that cannot be copied, against all that was seen of it, is encoded then. */
  private static final int COPYING_ATTEMPTS = 2;

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
    var report = new TranscodeReport(job);
    var original = await(records.start(lease, Shares.UPLOADED));
    try (var folder = Scratch.create(scratch, lease.videoId() + "-" + lease.attempt())) {
      ScratchSpace.during(scratch, () -> run(job, original, folder, report));
    } catch (IOException e) {
      ScratchSpace.require(scratch);
      throw new VideoException(Failure.INTERNAL, e);
    }
    EarlierAttempts.remove(store, lease.videoId(), lease.attempt() - 1);
  }

  private void run(Job job, Original original, Scratch folder, TranscodeReport report)
      throws Exception {
    var lease = job.lease();
    ScratchSpace.require(scratch, original.size());
    var clock = new StageClock(meters);
    var sha256 = clock.time(Stage.FETCHING, () -> fetch(original, folder, report));
    requireExpected(original, sha256);
    report.at(Stage.PROBING, Shares.FETCHED);
    var probe = clock.time(Stage.PROBING, () -> transcoder.prober().probe(folder.original()));
    await(records.probed(lease, sha256, probe));

    var whole =
        new EncodeJob(
            probe,
            folder.original(),
            folder.outputs(),
            transcoder.ladder().renditions(probe.video().display()));
    var prefix =
        new AttemptPrefix(lease.videoId(), lease.attempt(), transcoder.encoder().recipe(whole));
    var publication =
        new Publication(
            store,
            prefix,
            whole,
            transcoder.ladder(),
            () -> records.playable(lease, prefix.toString()));
    var published = publish(job, whole, prefix, publication, report, clock);
    try {
      await(records.complete(lease, published, report.completed(), clock.took()));
    } catch (VideoException e) {
      // Of any other failure nobody knows whether the commit went through before it.
      if (e.failure() == Failure.LEASE_LOST) {
        publication.withdraw();
      }
      throw e;
    }
  }

  /** Of an attempt that is stopped or lacks a service, what is stored stays for the next. */
  private Published publish(
      Job job,
      EncodeJob whole,
      AttemptPrefix prefix,
      Publication publication,
      TranscodeReport report,
      StageClock clock)
      throws Exception {
    try {
      report.encodes(whole.renditions());
      var made = clock.time(Stage.ENCODING, () -> make(whole, prefix, publication, report));
      report.at(Stage.STORING, Shares.ENCODED);
      publication.addFiles();
      return clock.time(Stage.STORING, () -> publication.finish(checked(job.lease(), made)));
    } catch (Exception e) {
      if (job.isLost() || SPOILT.contains(VideoException.of(e).failure())) {
        publication.withdraw();
      }
      throw e;
    }
  }

  private List<RenditionOutput> checked(Lease lease, List<EncodeJob> made) throws Exception {
    var probe = made.getFirst().probe();
    var outputs = transcoder.outputCheck().check(made);
    var warnings = transcoder.outputCheck().warnings(probe, outputs);
    if (!warnings.isEmpty()) {
      await(records.warned(lease, probe.with(warnings)));
    }
    return outputs;
  }

  private String fetch(Original original, Scratch folder, TranscodeReport report)
      throws IOException {
    return new OriginalFetch(store)
        .fetch(
            ObjectKey.original(original.path()),
            original.size(),
            folder.original(),
            bytes -> report.fetched((double) bytes / original.size()));
  }

  private static void requireExpected(Original original, String sha256) {
    original
        .expectedSha256()
        .filter(expected -> !expected.equalsIgnoreCase(sha256))
        .ifPresent(
            expected -> {
              throw new VideoException(
                  Failure.CHECKSUM_MISMATCH,
                  "The file announced has SHA-256 %s, the one that arrived %s: upload it again."
                      .formatted(expected, sha256));
            });
  }

  /** What can be copied first, then the rest, from where an earlier attempt had come. */
  private List<EncodeJob> make(
      EncodeJob whole, AttemptPrefix prefix, Publication publication, TranscodeReport report)
      throws IOException, InterruptedException {
    var encoder = transcoder.encoder();
    var copied =
        prefix.attempt() <= COPYING_ATTEMPTS
            ? encoder.copy(whole, listener(report, publication::addFirst))
            : Optional.<EncodeJob>empty();
    var left = copied.map(whole::without).orElse(whole);
    var rest = left.from(new EarlierAttempts(store, prefix).fetch(left));
    encoder.encode(rest, listener(report, publication::add));
    return copied.isPresent() ? List.of(rest, copied.get()) : List.of(rest);
  }

  private static EncodeListener listener(TranscodeReport report, Consumer<SegmentFile> segments) {
    return new EncodeListener() {
      @Override
      public void progressed(EncodeProgress progress) {
        report.encoded(progress);
      }

      @Override
      public void segmentFinished(SegmentFile segment) {
        segments.accept(segment);
      }
    };
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
