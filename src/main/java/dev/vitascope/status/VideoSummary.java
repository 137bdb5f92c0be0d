package dev.vitascope.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitascope.video.Progress;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import dev.vitascope.video.Visibility;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** A video as one of many. */
public record VideoSummary(
    VideoId videoId,
    Optional<String> title,
    String filename,
    Optional<Long> fileSize,
    VideoStatus status,
    Stage stage,
    double percent,
    boolean playable,
    Visibility visibility,
    Optional<String> ipfsCid,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<URI> posterUrl,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Progress.Fault> error,
    Instant createdAt,
    Instant updatedAt) {}
