package dev.vitascope.bus;

import dev.vitascope.video.VideoId;
import java.util.UUID;

/** "Look at this task": all that a message in a queue says. */
record JobMessage(UUID taskId, VideoId videoId) {}
