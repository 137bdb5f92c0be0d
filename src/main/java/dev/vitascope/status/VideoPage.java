package dev.vitascope.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * Some of the videos.
 *
 * @param nextCursor where the next page begins; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record VideoPage(List<VideoSummary> data, Optional<String> nextCursor) {

  public VideoPage {
    data = List.copyOf(data);
  }

  /** The page out of what was found for it: a video more than the limit tells of a next page. */
  static VideoPage of(List<VideoSummary> found, int limit) {
    if (found.size() <= limit) {
      return new VideoPage(found, Optional.empty());
    }
    var last = found.get(limit - 1);
    return new VideoPage(
        found.subList(0, limit), Optional.of(new Cursor(last.createdAt(), last.videoId()).text()));
  }
}
