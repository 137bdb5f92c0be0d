package dev.vitascope.ingest;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client says of a video before it sends it.
 *
 * @param size in bytes
 * @param sha256 of the whole file in hex, if the client knows it
 */
record NewVideo(
    String filename,
    Optional<Long> size,
    Optional<String> title,
    Optional<String> description,
    Optional<String> sha256,
    Optional<Boolean> keepOriginal) {

  private static final int LONGEST_NAME = 255;

  /** Refuses what cannot become a video, with a failure that says why. */
  NewVideo checked(IngestSettings settings) {
    if (filename == null || filename.isBlank() || filename.length() > LONGEST_NAME || odd()) {
      throw new VideoException(Failure.INVALID_FILENAME);
    }
    long bytes =
        size.orElseThrow(
            () -> new VideoException(Failure.INVALID_REQUEST, "Say the file's size, in bytes."));
    if (bytes < 0) {
      throw new VideoException(Failure.INVALID_REQUEST, "A size is not negative.");
    }
    if (bytes == 0) {
      throw new VideoException(Failure.FILE_EMPTY);
    }
    if (bytes > settings.largest()) {
      throw new VideoException(Failure.FILE_TOO_LARGE);
    }
    return this;
  }

  /** The title, or else the file's name without its ending. */
  String titleOrName() {
    return title
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElseGet(() -> filename.replaceFirst("(?<=.)\\.[^.]{1,5}$", ""));
  }

  /** By the file's ending; what it really is, is found when it is probed. */
  String contentType() {
    return switch (filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "mp4", "m4v" -> "video/mp4";
      case "mov", "qt" -> "video/quicktime";
      case "mkv" -> "video/x-matroska";
      case "webm" -> "video/webm";
      default -> "application/octet-stream";
    };
  }

  private boolean odd() {
    return filename.contains("/")
        || filename.contains("\\")
        || filename.equals(".")
        || filename.equals("..")
        || filename.codePoints().anyMatch(Character::isISOControl);
  }
}
