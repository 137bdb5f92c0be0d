package dev.vitascope.retention;

import dev.vitascope.video.VideoId;
import java.util.List;

/**
 * What is to become of one original.
 *
 * @param objects that it concerns: the original, and what attempts have left that do not count
 * @param bytes of these objects
 * @param staysBecause what stands against it; nothing happens unless this is empty
 */
public record Decision(
    VideoId videoId,
    Action action,
    Reason reason,
    int objects,
    long bytes,
    List<String> staysBecause) {

  public Decision {
    staysBecause = List.copyOf(staysBecause);
  }

  public boolean goes() {
    return staysBecause.isEmpty();
  }

  @Override
  public String toString() {
    return goes()
        ? "%s %s: %s, %d objects, %d bytes"
            .formatted(videoId, action.word(), reason.word(), objects, bytes)
        : "%s stays: %s".formatted(videoId, String.join("; ", staysBecause));
  }
}
