package dev.vitascope.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Progress.Fault;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import dev.vitascope.video.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All about a video. The columns of the specification are there even while they are empty.
 *
 * @param fileSize in bytes
 * @param checksum the original's SHA-256 in hex
 * @param original where it is: {@code stored}, {@code leaving}, {@code archived}, {@code deleted}
 * @param probe what the original is
 * @param timings seconds that each stage took, by its word
 */
@JsonInclude(Include.NON_ABSENT)
public record Video(
    VideoId videoId,
    @JsonInclude(Include.ALWAYS) Optional<UUID> fileId,
    @JsonInclude(Include.ALWAYS) Optional<String> title,
    @JsonInclude(Include.ALWAYS) Optional<String> description,
    String filename,
    @JsonInclude(Include.ALWAYS) Optional<String> filePath,
    @JsonInclude(Include.ALWAYS) Optional<Long> fileSize,
    @JsonInclude(Include.ALWAYS) Optional<String> checksum,
    @JsonInclude(Include.ALWAYS) Optional<String> ipfsCid,
    String uploadStatus,
    VideoStatus status,
    Stage stage,
    double percent,
    boolean playable,
    Visibility visibility,
    boolean keepOriginal,
    String original,
    Optional<JsonNode> probe,
    Copies ipfs,
    List<Transcode> transcodes,
    Playback playback,
    Optional<JsonNode> timings,
    Optional<Fault> error,
    long version,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> completedAt) {}
