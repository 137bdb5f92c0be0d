package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/**
 * What has happened to a video, in the order in which it happens. One form for the event bus, the
 * broker and the outbox.
 *
 * <p>Each event tells that the video's row has reached {@link #version}: whoever shows a video
 * reads the row, so that an event lost, doubled or late can mislead nobody.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface VideoEvent {

  VideoId videoId();

  /** The version of the video's row that this event brought about. */
  long version();

  @JsonTypeName("upload_opened")
  record UploadOpened(VideoId videoId, long version) implements VideoEvent {}

  @JsonTypeName("upload_progressed")
  record UploadProgressed(VideoId videoId, long version) implements VideoEvent {}

  @JsonTypeName("upload_completed")
  record UploadCompleted(VideoId videoId, long version) implements VideoEvent {}

  @JsonTypeName("upload_failed")
  record UploadFailed(VideoId videoId, long version, Failure failure) implements VideoEvent {}

  @JsonTypeName("edited")
  record Edited(VideoId videoId, long version) implements VideoEvent {}

  /** What had failed is queued again. */
  @JsonTypeName("retried")
  record Retried(VideoId videoId, long version) implements VideoEvent {}

  /** There is no row any more. */
  @JsonTypeName("deleted")
  record Deleted(VideoId videoId, long version) implements VideoEvent {}

  @JsonTypeName("transcode_started")
  record TranscodeStarted(VideoId videoId, long version, int attempt) implements VideoEvent {}

  @JsonTypeName("transcode_progressed")
  record TranscodeProgressed(VideoId videoId, long version, int attempt, Stage stage)
      implements VideoEvent {}

  /** Every rendition has its first segment and playlist stored. */
  @JsonTypeName("became_playable")
  record BecamePlayable(VideoId videoId, long version, int attempt) implements VideoEvent {}

  @JsonTypeName("transcode_completed")
  record TranscodeCompleted(VideoId videoId, long version, int attempt) implements VideoEvent {}

  @JsonTypeName("transcode_postponed")
  record TranscodePostponed(
      VideoId videoId, long version, int attempt, Failure failure, Instant notBefore)
      implements VideoEvent {}

  @JsonTypeName("transcode_failed")
  record TranscodeFailed(VideoId videoId, long version, int attempt, Failure failure)
      implements VideoEvent {}

  @JsonTypeName("pin_started")
  record PinStarted(VideoId videoId, long version, int attempt) implements VideoEvent {}

  @JsonTypeName("pin_progressed")
  record PinProgressed(VideoId videoId, long version, int attempt) implements VideoEvent {}

  @JsonTypeName("pinned")
  record Pinned(VideoId videoId, long version, Cid cid) implements VideoEvent {}

  /** The node keeps the copy no more: it is queued again. */
  @JsonTypeName("pin_lost")
  record PinLost(VideoId videoId, long version) implements VideoEvent {}

  @JsonTypeName("pin_postponed")
  record PinPostponed(VideoId videoId, long version, int attempt, Failure failure)
      implements VideoEvent {}

  @JsonTypeName("pin_failed")
  record PinFailed(VideoId videoId, long version, int attempt, Failure failure)
      implements VideoEvent {}
}
