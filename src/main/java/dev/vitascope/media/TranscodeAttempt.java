package dev.vitascope.media;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Job;
import dev.vitascope.bus.Lease;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Shares;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One attempt at a video: fetched, probed, made, stored and committed, in this order. */
record TranscodeAttempt(
    Job job,
    Transcoder transcoder,
    ObjectStore store,
    TranscodeRecords records,
    TranscodeReport report,
    StageClock clock) {

  /** After these, nothing that was encoded is to be built on. */
  private static final Set<Failure> SPOILT =
      EnumSet.of(
          Failure.ENCODE_FAILED,
          Failure.ENCODE_STALLED,
          Failure.OUTPUT_INVALID,
          Failure.LEASE_LOST);

  /** An original that cannot be copied, against all that was seen of it, is encoded then. */
  private static final int COPYING_ATTEMPTS = 2;

  static TranscodeAttempt of(
      Job job,
      Transcoder transcoder,
      ObjectStore store,
      TranscodeRecords records,
      StageClock clock) {
    return new TranscodeAttempt(job, transcoder, store, records, new TranscodeReport(job), clock);
  }

  /** Takes the original to what is stored and committed, in a folder that is empty. */
  void run(Original original, Scratch folder) throws Exception {
    ScratchSpace.require(folder.folder(), original.size());
    var sha256 = clock.time(Stage.FETCHING, () -> fetch(original, folder));
    requireExpected(original, sha256);
    report.at(Stage.PROBING, Shares.FETCHED);
    var probe = clock.time(Stage.PROBING, () -> transcoder.prober().probe(folder.original()));
    await(records.probed(lease(), sha256, probe));

    var renditions = transcoder.ladder().renditions(probe.video().display());
    var whole =
        transcoder
            .encoder()
            .equipped(new EncodeJob(probe, folder.original(), folder.outputs(), renditions));
    var prefix =
        new AttemptPrefix(lease().videoId(), lease().attempt(), transcoder.encoder().recipe(whole));
    var publication =
        new Publication(
            original,
            store,
            prefix,
            whole,
            transcoder.ladder(),
            () -> records.playable(lease(), prefix.toString()));
    var earlier = new EarlierAttempts(store, original.media(), prefix);
    var published = publish(whole, earlier, publication);
    try {
      await(
          records
              .complete(lease(), published, report.completed(), clock.took())
              .onSuccess(done -> removeEarlier()));
    } catch (VideoException e) {
      // Of any other failure nobody knows whether the commit went through before it.
      if (e.failure() == Failure.LEASE_LOST) {
        publication.withdraw();
      }
      throw e;
    }
  }

  /**
   * Not by the job's thread: what is done is no longer held, and a heartbeat interrupts for that.
   */
  private void removeEarlier() {
    EarlierAttempts.remove(store, lease().videoId(), lease().attempt() - 1);
  }

  /** Of an attempt that is stopped or lacks a service, what is stored stays for the next. */
  private Published publish(EncodeJob whole, EarlierAttempts earlier, Publication publication)
      throws Exception {
    try {
      report.encodes(whole.renditions());
      var made = clock.time(Stage.ENCODING, () -> make(whole, earlier, publication));
      clock.encoded(made.getFirst().left());
      report.at(Stage.STORING, Shares.ENCODED);
      publication.addFiles();
      return clock.time(Stage.STORING, () -> publication.finish(checked(made)));
    } catch (Exception e) {
      if (job.isLost() || SPOILT.contains(VideoException.of(e).failure())) {
        publication.withdraw();
      }
      throw e;
    }
  }

  private List<RenditionOutput> checked(List<EncodeJob> made) throws Exception {
    var probe = made.getFirst().probe();
    var outputs = transcoder.outputCheck().check(made);
    var warnings = transcoder.outputCheck().warnings(probe, outputs);
    if (!warnings.isEmpty()) {
      await(records.warned(lease(), probe.with(warnings)));
    }
    return outputs;
  }

  private String fetch(Original original, Scratch folder) throws IOException {
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
  private List<EncodeJob> make(EncodeJob whole, EarlierAttempts earlier, Publication publication)
      throws IOException, InterruptedException {
    var encoder = transcoder.encoder();
    var copied =
        lease().attempt() <= COPYING_ATTEMPTS
            ? encoder.copy(whole, listener(publication::addFirst))
            : Optional.<EncodeJob>empty();
    var made = new ArrayList<>(copied.stream().toList());
    var left = copied.map(whole::without).orElse(Optional.of(whole));
    if (left.isPresent()) {
      var rest = left.get().from(earlier.fetch(left.get()));
      encoder.encode(rest, listener(publication::add));
      made.addFirst(rest);
    }
    return made;
  }

  private EncodeListener listener(Consumer<SegmentFile> segments) {
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

  private Lease lease() {
    return job.lease();
  }
}
