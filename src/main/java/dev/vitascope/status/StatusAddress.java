package dev.vitascope.status;

import dev.vitascope.video.VideoId;
import java.util.Optional;

/** The addresses that a client may register: {@code video.status.<uuid>}, and no other. */
final class StatusAddress {

  private static final String PREFIX = "video.status.";

  private StatusAddress() {}

  static String of(VideoId video) {
    return PREFIX + video;
  }

  static Optional<VideoId> parse(String address) {
    if (!address.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(VideoId.parse(address.substring(PREFIX.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
