package dev.vitascope.status;

import dev.vitascope.video.IpfsStatus;
import dev.vitascope.video.Json;
import dev.vitascope.video.Progress;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import io.vertx.core.buffer.Buffer;

/**
 * A video's state as it goes to sockets, written once for all of them.
 *
 * @param settled whether nothing more happens to the video by itself
 * @param frame of the event bus bridge protocol, type {@code rec}
 */
record Snapshot(VideoId video, long version, boolean settled, String body, Buffer frame) {

  static Snapshot of(Progress progress) {
    var body = Json.write(progress);
    var frame =
        "{\"type\":\"rec\",\"address\":\"%s\",\"body\":%s}"
            .formatted(StatusAddress.of(progress.videoId()), body);
    return new Snapshot(
        progress.videoId(), progress.version(), isSettled(progress), body, Buffer.buffer(frame));
  }

  /** The place in the queue changes without a new version. */
  boolean saysMoreThan(Snapshot other) {
    return version > other.version || (version == other.version && !body.equals(other.body));
  }

  private static boolean isSettled(Progress progress) {
    var pin = progress.ipfs().status();
    boolean pinSettled =
        pin == IpfsStatus.PINNED || pin == IpfsStatus.FAILED || pin == IpfsStatus.OFF;
    return progress.status() == VideoStatus.FAILED
        || (progress.status() == VideoStatus.COMPLETED && pinSettled);
  }
}
