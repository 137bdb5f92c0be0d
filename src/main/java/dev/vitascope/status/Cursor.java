package dev.vitascope.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** The place in the list of videos after which the next page begins. Its text is ours alone. */
public record Cursor(Instant createdAt, VideoId id) {

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((createdAt + "/" + id).getBytes(UTF_8));
  }

  /** The place that a text names; fails with {@code INVALID_REQUEST} if it is none of ours. */
  static Cursor parse(String text) {
    try {
      var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("/", 2);
      return new Cursor(Instant.parse(parts[0]), VideoId.parse(parts[parts.length - 1]));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new VideoException(Failure.INVALID_REQUEST, "The cursor is not one of this list.", e);
    }
  }
}
