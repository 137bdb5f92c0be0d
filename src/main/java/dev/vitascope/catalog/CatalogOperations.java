package dev.vitascope.catalog;

import dev.vitascope.api.Operation;
import dev.vitascope.api.Operation.Answer;
import dev.vitascope.api.Operation.Call;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import io.vertx.core.Future;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The calls of the contract that manage videos.
 *
 * @param shown a video as it is told of
 * @param stopped tells whoever works on a video that it is gone
 */
public record CatalogOperations(
    CatalogRecords records, Function<VideoId, Future<?>> shown, Consumer<VideoId> stopped) {

  record RetriedAnswer(UUID taskId, VideoId videoId, VideoStatus status) {}

  /** By the contract's {@code operationId}. */
  public Map<String, Operation> operations() {
    return Map.of(
        "editVideo", this::edit,
        "retryVideo", this::retry,
        "deleteVideo", this::delete);
  }

  private Future<Answer> edit(Call call) {
    var video = call.videoId();
    return records
        .edit(video, call.body(Edit.class).checked())
        .compose(edited -> shown.apply(video))
        .map(Answer::ok);
  }

  private Future<Answer> retry(Call call) {
    var video = call.videoId();
    return records
        .retry(video, call.trace())
        .map(again -> Answer.accepted(new RetriedAnswer(again.task(), video, again.status())));
  }

  private Future<Answer> delete(Call call) {
    var video = call.videoId();
    return records
        .delete(video)
        .onSuccess(deleted -> stopped.accept(video))
        .map(deleted -> Answer.noContent());
  }
}
