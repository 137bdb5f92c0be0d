package dev.vitascope.ingest;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.Visibility;
import dev.vitascope.video.Wording;
import java.util.Locale;
import java.util.Map;
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
    Optional<Boolean> keepOriginal,
    Optional<Visibility> visibility) {

  private static final int LONGEST_NAME = 255;

  /** Refuses what cannot become a video, with a failure that says why. */
  NewVideo checked(IngestSettings settings) {
    if (filename != null && filename.length() > LONGEST_NAME) {
      throw new VideoException(
          Failure.INVALID_FILENAME,
          "The file's name has %d characters at most.".formatted(LONGEST_NAME));
    }
    if (!isBareName(filename)) {
      throw new VideoException(Failure.INVALID_FILENAME);
    }
    title.ifPresent(Wording.TITLE::checked);
    description.ifPresent(Wording.DESCRIPTION::checked);
    require(
        sha256.isEmpty() || sha256.get().matches("[0-9a-fA-F]{64}"),
        "The SHA-256 is 64 hexadecimal digits.");
    requireSize(settings.largest());
    return this;
  }

  long bytes() {
    return size.orElseThrow();
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

  private void requireSize(long largest) {
    require(size.isPresent(), "Say the file's size, in bytes.");
    require(bytes() >= 0, "A size is not negative.");
    if (bytes() == 0) {
      throw new VideoException(Failure.FILE_EMPTY);
    }
    if (bytes() > largest) {
      throw new VideoException(Failure.FILE_TOO_LARGE, Map.of("max_size", largest));
    }
  }

  private static boolean isBareName(String name) {
    return name != null
        && !name.isBlank()
        && !name.equals(".")
        && !name.equals("..")
        && name.codePoints().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }

  private static void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new VideoException(Failure.INVALID_REQUEST, otherwise);
    }
  }
}
