package dev.vitascope.bus;

import dev.vitascope.video.VideoId;
import java.util.Objects;
import java.util.UUID;

/** "Look at this task": all that a message in a queue says. */
record JobMessage(UUID taskId, VideoId videoId) {

  JobMessage {
    Objects.requireNonNull(taskId);
    Objects.requireNonNull(videoId);
  }
}
