package dev.vitascope.status;

import dev.vitascope.api.Operation;
import dev.vitascope.api.Operation.Answer;
import dev.vitascope.api.Operation.Call;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoStatus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The operations that read. */
public record StatusOperations(VideoReads reads, AddressBook book) {

  private static final String DEFAULT_LIMIT = "20";

  /** By the contract's {@code operationId}. */
  public Map<String, Operation> all() {
    return Map.of(
        "getProgress", this::progress,
        "getVideoProgress", this::progress,
        "getVideo", this::video,
        "createPlaybackLinks", this::links,
        "listVideos", this::list,
        "listSegments", this::segments);
  }

  private Future<Answer> progress(Call call) {
    return reads.progress(call.videoId()).map(Answer::ok);
  }

  private Future<Answer> video(Call call) {
    return reads.video(call.videoId(), book).map(Answer::ok);
  }

  /**
   * What is asked of links.
   *
   * @param expiresIn seconds
   */
  private record LinksWanted(Optional<Integer> expiresIn) {}

  private Future<Answer> links(Call call) {
    var life =
        call.body()
            .flatMap(asked -> call.body(LinksWanted.class).expiresIn())
            .map(Duration::ofSeconds);
    return reads.playback(call.videoId(), book, life).map(Answer::ok);
  }

  private Future<Answer> list(Call call) {
    var limit = Integer.parseInt(call.query().getOrDefault("limit", DEFAULT_LIMIT));
    var cursor = Optional.ofNullable(call.query().get("cursor")).map(Cursor::parse);
    var status = Optional.ofNullable(call.query().get("status")).map(VideoStatus::ofWord);
    return reads.list(limit, cursor, status, book).map(Answer::ok);
  }

  private Future<Answer> segments(Call call) {
    return reads.segments(call.videoId(), transcode(call)).map(Answer::ok);
  }

  private static UUID transcode(Call call) {
    try {
      return UUID.fromString(call.path().get("transcode_id"));
    } catch (IllegalArgumentException e) {
      throw new VideoException(Failure.NOT_FOUND, "This video has no transcode with this id.", e);
    }
  }
}
