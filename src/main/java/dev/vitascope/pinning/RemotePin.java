package dev.vitascope.pinning;

import dev.vitascope.video.Cid;
import dev.vitascope.video.VideoId;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * A copy that a service keeps, or is to keep, as its row has it.
 *
 * @param requestId what the service calls it, once it was asked
 * @param pinned whether it said at the last look that it keeps it
 * @param attempts that failed, one after another
 * @param wanted the copy that the video has now; absent if the video is gone
 */
record RemotePin(
    VideoId video,
    String service,
    Cid cid,
    Optional<String> requestId,
    boolean pinned,
    int attempts,
    Optional<Cid> wanted) {

  static RemotePin of(Row row) {
    return new RemotePin(
        new VideoId(row.getUUID("video_id")),
        row.getString("service"),
        new Cid(row.getString("cid")),
        Optional.ofNullable(row.getString("request_id")),
        "pinned".equals(row.getString("status")),
        row.getInteger("attempts"),
        Optional.ofNullable(row.getString("wanted")).map(Cid::new));
  }

  boolean isWanted() {
    return wanted.filter(cid::equals).isPresent();
  }
}
