package dev.vitascope.ingest;

import dev.vitascope.ingest.OpenUpload.State;
import dev.vitascope.ingest.PartSigner.SignedPart;
import dev.vitascope.ingest.UploadRecords.Opening;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.tracing.LogFields;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads while they are open. What has arrived is what storage says, never the client. */
public final class Uploads {

  private static final Logger log = LoggerFactory.getLogger(Uploads.class);
  private static final int SIGNED_AT_OPENING = 10;
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration LAST_LOOK = Duration.ofMinutes(10);

  /**
   * An opened upload, with the URLs of its first parts.
   *
   * @param expiresAt when these URLs are no longer good
   */
  record Opened(OpenUpload upload, List<SignedPart> parts, Instant expiresAt) {}

  /** What has arrived. */
  record Received(PartPlan plan, List<ReceivedPart> parts, boolean complete) {}

  record ReceivedPart(int number, long size) {}

  private final Vertx vertx;
  private final ObjectStore store;
  private final UploadRecords records;
  private final IngestSettings settings;
  private final PartSigner signer;
  private final ClientLimits limits;
  private final UploadCompletion completion;

  public Uploads(Vertx vertx, ObjectStore store, UploadRecords records, IngestSettings settings) {
    this.vertx = vertx;
    this.store = store;
    this.records = records;
    this.settings = settings;
    this.signer = new PartSigner(vertx, store, settings.urlValidity());
    this.limits = records.limits(settings);
    this.completion = new UploadCompletion(store, records);
  }

  /** With a key, a request made again finds the video that it made before. */
  Future<Opened> open(String client, NewVideo wanted, Optional<String> key) {
    var what = wanted.checked(settings);
    return key.map(given -> openOnce(client, what, RepeatableRequest.of(given, what)))
        .orElseGet(() -> make(client, what, Optional.empty()))
        .compose(this::withFirstUrls);
  }

  private Future<OpenUpload> openOnce(String client, NewVideo what, RepeatableRequest request) {
    var requests = records.requests();
    return requests
        .take(request)
        .compose(
            before ->
                before
                    .map(this::find)
                    .orElseGet(
                        () ->
                            make(client, what, Optional.of(request))
                                .recover(
                                    failure ->
                                        requests
                                            .free(request)
                                            .transform(freed -> Future.failedFuture(failure)))));
  }

  private Future<OpenUpload> make(
      String client, NewVideo what, Optional<RepeatableRequest> request) {
    var video = VideoId.random();
    var file = UUID.randomUUID();
    var plan = PartPlan.of(what.bytes());
    return limits
        .take(client, what.bytes())
        .compose(
            taken ->
                store
                    .openUpload(ObjectKey.original(video + "/" + file), what.contentType())
                    .compose(
                        upload ->
                            records
                                .open(new Opening(video, file, client, what, upload, plan, request))
                                .map(new OpenUpload(video, upload, plan, State.OPEN, true))
                                .recover(failure -> unlessWritten(video, upload, failure)))
                    .recover(
                        failure ->
                            limits
                                .giveBack(client, what.bytes())
                                .transform(back -> Future.failedFuture(failure))));
  }

  /** The row may be there though its commit went unheard: it is looked for in a moment. */
  private Future<OpenUpload> unlessWritten(VideoId video, Upload upload, Throwable failure) {
    return vertx
        .timer(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS)
        .compose(later -> find(video))
        .recover(
            unknown ->
                settle(video, upload, unknown, FIRST_LOOK.multipliedBy(2))
                    .transform(settled -> Future.failedFuture(failure)));
  }

  /** Aborts the upload once its row is known not to be there; who asked need not wait for that. */
  private Future<Void> settle(VideoId video, Upload upload, Throwable unknown, Duration wait) {
    if (VideoException.of(unknown).failure() == Failure.VIDEO_NOT_FOUND) {
      return store.abortUpload(upload);
    }
    if (wait.compareTo(LAST_LOOK) < 0) {
      vertx.setTimer(
          wait.toMillis(),
          later ->
              find(video)
                  .<Void>mapEmpty()
                  .recover(still -> settle(video, upload, still, wait.multipliedBy(2)))
                  .onFailure(left -> LogFields.about(video, () -> notFreed(video, left))));
    }
    return Future.succeededFuture();
  }

  private static void notFreed(VideoId video, Throwable left) {
    log.warn("{}: upload not freed: {}", video, left.toString());
  }

  private Future<Opened> withFirstUrls(OpenUpload open) {
    return switch (open.state()) {
      case OPEN ->
          signer
              .sign(open, open.plan().numbers().stream().limit(SIGNED_AT_OPENING).toList())
              .map(parts -> new Opened(open, parts, parts.getFirst().expiresAt()));
      case COMPLETED -> Future.succeededFuture(new Opened(open, List.of(), signer.expiry()));
      case GIVEN_UP -> Future.failedFuture(new VideoException(Failure.UPLOAD_EXPIRED));
    };
  }

  Future<List<SignedPart>> sign(VideoId video, List<Integer> numbers) {
    return find(video)
        .map(OpenUpload::requireOpen)
        .compose(open -> signer.sign(open, numbers).onSuccess(signed -> noteInPassing(open)));
  }

  Future<Received> received(VideoId video) {
    return find(video)
        .compose(
            open ->
                switch (open.state()) {
                  case OPEN ->
                      store
                          .listParts(open.upload())
                          .compose(parts -> note(open, parts, false).map(received(open, parts)));
                  case COMPLETED -> Future.succeededFuture(all(open.plan()));
                  case GIVEN_UP -> Future.failedFuture(new VideoException(Failure.UPLOAD_EXPIRED));
                });
  }

  /**
   * Ends the upload and queues the video. Safe to repeat, from several clients at once, and after a
   * crash between the storage's join and our commit.
   *
   * @param trace of the call that asks for it
   * @return the task's id, the same each time
   */
  Future<UUID> complete(VideoId video, TraceParent trace) {
    return find(video)
        .compose(
            open ->
                open.state() == State.COMPLETED
                    ? records.task(video)
                    : completion.complete(open.requireOpen(), trace));
  }

  private Future<OpenUpload> find(VideoId video) {
    return records
        .find(video)
        .map(found -> found.orElseThrow(() -> new VideoException(Failure.VIDEO_NOT_FOUND)));
  }

  /** Who asks for URLs goes on with the upload, and need not wait for the note of it. */
  private void noteInPassing(OpenUpload open) {
    if (open.noted()) {
      return;
    }
    store
        .listParts(open.upload())
        .compose(parts -> note(open, parts, true))
        .onFailure(failure -> log.debug("{}: not noted: {}", open.video(), failure.toString()));
  }

  private Future<Void> note(OpenUpload open, List<Part> parts, boolean alive) {
    return records.progressed(open.video(), open.fraction(parts), alive);
  }

  private static Received received(OpenUpload open, List<Part> parts) {
    return new Received(
        open.plan(),
        parts.stream()
            .filter(part -> open.plan().has(part.number()))
            .map(part -> new ReceivedPart(part.number(), part.size()))
            .toList(),
        false);
  }

  private static Received all(PartPlan plan) {
    return new Received(
        plan,
        plan.numbers().stream()
            .map(number -> new ReceivedPart(number, plan.sizeOf(number)))
            .toList(),
        true);
  }
}
