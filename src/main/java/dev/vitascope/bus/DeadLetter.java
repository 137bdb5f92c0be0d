package dev.vitascope.bus;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoId;
import java.util.UUID;

/** A job given up, for whoever looks after what failed. */
record DeadLetter(UUID taskId, VideoId videoId, int attempts, Failure failure, String reason) {}
