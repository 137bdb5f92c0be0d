package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person watching sees, whether polled or pushed.
 *
 * @param percent 0–100 from the first byte sent to the last object stored; never falls within an
 *     attempt
 * @param playable whether the first segments of every rendition can be watched
 * @param etaSeconds time left until it is stored, once it can be told
 * @param speed of the encode, in seconds of video a second; only while encoding
 * @param queuePosition how many jobs start before this one, plus one; only while queued
 * @param version grows with every change of the video: an older one says nothing new
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Progress(
    VideoId videoId,
    VideoStatus status,
    Stage stage,
    double percent,
    boolean playable,
    Optional<Long> etaSeconds,
    Optional<Double> speed,
    Optional<Long> queuePosition,
    List<RenditionProgress> renditions,
    Ipfs ipfs,
    Optional<Fault> error,
    long version,
    Instant updatedAt) {

  public Progress {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("percent lies between 0 and 100: " + percent);
    }
    renditions = List.copyOf(renditions);
  }

  /** How far one rendition's encode is, 0–100. */
  public record RenditionProgress(Resolution resolution, double percent) {}

  /**
   * The copy on IPFS.
   *
   * @param sentBytes how much of it the node has been sent, about; only while pinning, as the total
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Ipfs(
      IpfsStatus status, Optional<Cid> cid, Optional<Long> sentBytes, Optional<Long> totalBytes) {}

  /** Why a video failed, in words for a person, and whether another try may help. */
  public record Fault(String code, String message, boolean retriable) {}
}
