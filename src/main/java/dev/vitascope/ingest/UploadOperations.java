package dev.vitascope.ingest;

import dev.vitascope.api.Operation;
import dev.vitascope.api.Operation.Answer;
import dev.vitascope.api.Operation.Call;
import dev.vitascope.ingest.OpenUpload.State;
import dev.vitascope.ingest.PartSigner.SignedPart;
import dev.vitascope.ingest.Uploads.Opened;
import dev.vitascope.ingest.Uploads.Received;
import dev.vitascope.ingest.Uploads.ReceivedPart;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The calls of the contract that upload. */
public record UploadOperations(Uploads uploads) {

  record OpenedAnswer(VideoId videoId, VideoStatus status, UploadAnswer upload) {}

  record UploadAnswer(long partSize, int partCount, Instant expiresAt, List<SignedPart> parts) {}

  record PartNumbers(List<Integer> numbers) {}

  record SignedAnswer(List<SignedPart> parts) {}

  record ReceivedAnswer(
      long partSize, int partCount, List<ReceivedPart> received, boolean complete) {}

  /** The same each time, however far the video has come since. */
  record CompletedAnswer(UUID taskId, VideoId videoId, VideoStatus status) {}

  public Map<String, Operation> operations() {
    return Map.of(
        "createVideo", this::createVideo,
        "signParts", this::signParts,
        "getUpload", this::getUpload,
        "completeUpload", this::completeUpload);
  }

  private Future<Answer> createVideo(Call call) {
    var key = Optional.ofNullable(call.headers().get("idempotency-key"));
    return uploads
        .open(call.client(), call.body(NewVideo.class), key)
        .map(UploadOperations::opened);
  }

  private Future<Answer> signParts(Call call) {
    return uploads
        .sign(call.videoId(), call.body(PartNumbers.class).numbers())
        .map(parts -> Answer.ok(new SignedAnswer(parts)));
  }

  private Future<Answer> getUpload(Call call) {
    return uploads.received(call.videoId()).map(UploadOperations::received);
  }

  private Future<Answer> completeUpload(Call call) {
    var video = call.videoId();
    return uploads
        .complete(video, call.trace())
        .map(task -> Answer.accepted(new CompletedAnswer(task, video, VideoStatus.TRANSCODING)));
  }

  private static Answer opened(Opened opened) {
    var video = opened.upload().video();
    var plan = opened.upload().plan();
    var status =
        opened.upload().state() == State.OPEN ? VideoStatus.UPLOADING : VideoStatus.TRANSCODING;
    var upload =
        new UploadAnswer(plan.partSize(), plan.count(), opened.expiresAt(), opened.parts());
    return Answer.created(new OpenedAnswer(video, status, upload), "/videos/" + video);
  }

  private static Answer received(Received received) {
    var plan = received.plan();
    return Answer.ok(
        new ReceivedAnswer(plan.partSize(), plan.count(), received.parts(), received.complete()));
  }
}
