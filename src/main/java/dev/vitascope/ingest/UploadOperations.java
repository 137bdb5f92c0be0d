package dev.vitascope.ingest;

import dev.vitascope.api.Operation;
import dev.vitascope.api.Operation.Answer;
import dev.vitascope.api.Operation.Call;
import dev.vitascope.ingest.Uploads.Opened;
import dev.vitascope.ingest.Uploads.Received;
import dev.vitascope.ingest.Uploads.SignedPart;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The calls of the contract that upload. */
public record UploadOperations(Uploads uploads) {

  record OpenedAnswer(VideoId videoId, VideoStatus status, UploadAnswer upload) {}

  record UploadAnswer(long partSize, int partCount, Instant expiresAt, List<SignedPart> parts) {}

  record PartNumbers(List<Integer> numbers) {}

  record SignedAnswer(List<SignedPart> parts) {}

  record ReceivedPart(int number, long size) {
    static ReceivedPart of(Part part) {
      return new ReceivedPart(part.number(), part.size());
    }
  }

  record ReceivedAnswer(
      long partSize, int partCount, List<ReceivedPart> received, boolean complete) {}

  record CompletedAnswer(UUID taskId, VideoId videoId, VideoStatus status) {}

  public Map<String, Operation> operations() {
    return Map.of(
        "createVideo", this::createVideo,
        "signParts", this::signParts,
        "getUpload", this::getUpload,
        "completeUpload", this::completeUpload);
  }

  private Future<Answer> createVideo(Call call) {
    return uploads.open(call.body(NewVideo.class)).map(UploadOperations::opened);
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
        .complete(video)
        .map(task -> Answer.accepted(new CompletedAnswer(task, video, VideoStatus.TRANSCODING)));
  }

  private static Answer opened(Opened opened) {
    var plan = opened.plan();
    var upload =
        new UploadAnswer(plan.partSize(), plan.count(), opened.expiresAt(), opened.parts());
    return Answer.created(
        new OpenedAnswer(opened.video(), VideoStatus.UPLOADING, upload),
        "/videos/" + opened.video());
  }

  private static Answer received(Received received) {
    return Answer.ok(
        new ReceivedAnswer(
            received.plan().partSize(),
            received.plan().count(),
            received.parts().stream().map(ReceivedPart::of).toList(),
            received.complete()));
  }
}
