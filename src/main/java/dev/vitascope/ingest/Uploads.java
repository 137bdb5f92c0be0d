package dev.vitascope.ingest;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Uploads from their opening to their completion. What has arrived is what storage says. */
public final class Uploads {

  static final int SIGNED_AT_ONCE = 100;
  private static final int SIGNED_AT_OPENING = 10;

  /** A URL for one part. */
  record SignedPart(int number, long size, URI url, Instant expiresAt) {}

  /** An opened upload, with the URLs of its first parts. */
  record Opened(VideoId video, PartPlan plan, List<SignedPart> parts, Instant expiresAt) {}

  /** What has arrived. */
  record Received(PartPlan plan, List<Part> parts, boolean complete) {}

  private final ObjectStore store;
  private final UploadRecords records;
  private final IngestSettings settings;
  private final WorkerExecutor signing;

  /** Signing takes a CPU its time: it has threads of its own, so that nothing else waits. */
  public Uploads(Vertx vertx, ObjectStore store, UploadRecords records, IngestSettings settings) {
    this.store = store;
    this.records = records;
    this.settings = settings;
    this.signing = vertx.createSharedWorkerExecutor("signing", 2);
  }

  Future<Opened> open(NewVideo wanted) {
    var video = VideoId.random();
    var file = UUID.randomUUID();
    var what = wanted.checked(settings);
    var plan = PartPlan.of(what.size().orElseThrow());
    var key = ObjectKey.original(video + "/" + file);
    return store
        .openUpload(key, what.contentType())
        .compose(
            upload ->
                records
                    .open(video, file, what, upload, plan)
                    .recover(
                        failure ->
                            store
                                .abortUpload(upload)
                                .transform(aborted -> Future.failedFuture(failure)))
                    .map(new OpenUpload(video, upload, plan, "pending")))
        .compose(opened -> sign(opened, first(plan)))
        .map(parts -> new Opened(video, plan, parts, parts.getFirst().expiresAt()));
  }

  Future<List<SignedPart>> sign(VideoId video, List<Integer> numbers) {
    if (numbers.isEmpty() || numbers.size() > SIGNED_AT_ONCE) {
      throw new VideoException(
          Failure.INVALID_REQUEST, "Ask for 1 to %d parts at once.".formatted(SIGNED_AT_ONCE));
    }
    return records.find(video).map(OpenUpload::requirePending).compose(open -> sign(open, numbers));
  }

  Future<Received> received(VideoId video) {
    return records
        .find(video)
        .compose(
            open ->
                open.pending()
                    ? store.listParts(open.upload()).compose(parts -> noted(open, parts))
                    : Future.succeededFuture(new Received(open.plan(), List.of(), true)));
  }

  /**
   * Ends the upload and queues the video. Safe to repeat, from several clients at once, and after a
   * crash between the storage's join and our commit.
   *
   * @return the task's id, the same each time
   */
  Future<UUID> complete(VideoId video) {
    return records.find(video).compose(open -> open.pending() ? join(open) : records.task(video));
  }

  private Future<UUID> join(OpenUpload open) {
    return store
        .head(open.upload().key())
        .compose(
            there ->
                there.isPresent()
                    ? store.completeUpload(open.upload(), List.of(), open.plan().size())
                    : store
                        .listParts(open.upload())
                        .map(open::requireWhole)
                        .compose(
                            parts ->
                                store.completeUpload(open.upload(), parts, open.plan().size())))
        .compose(whole -> records.complete(open.video()));
  }

  private Future<Received> noted(OpenUpload open, List<Part> parts) {
    return records
        .progressed(open.video(), open.fraction(parts))
        .map(noted -> new Received(open.plan(), parts, false));
  }

  private Future<List<SignedPart>> sign(OpenUpload open, List<Integer> numbers) {
    var strangers = numbers.stream().filter(number -> !open.plan().has(number)).toList();
    if (!strangers.isEmpty()) {
      return Future.failedFuture(
          new VideoException(
              Failure.INVALID_REQUEST,
              "The upload has parts 1 to %d, not %s.".formatted(open.plan().count(), strangers)));
    }
    return signing.executeBlocking(
        () -> numbers.stream().map(number -> sign(open, number)).toList(), false);
  }

  private SignedPart sign(OpenUpload open, int number) {
    long size = open.plan().sizeOf(number);
    var expires = Instant.now().plus(settings.urlValidity()).truncatedTo(ChronoUnit.SECONDS);
    var url = store.signPart(open.upload(), number, size, settings.urlValidity());
    return new SignedPart(number, size, url, expires);
  }

  private static List<Integer> first(PartPlan plan) {
    return IntStream.rangeClosed(1, Math.min(plan.count(), SIGNED_AT_OPENING)).boxed().toList();
  }
}
