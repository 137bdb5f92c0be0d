package dev.vitascope.pinning;

import dev.vitascope.db.Sql;
import dev.vitascope.video.Cid;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;

/**
 * Lets go of the copies of videos that were deleted. Files that are the same byte for byte are the
 * same directory: a copy stays while any video has it.
 */
public record PinRelease(Sql sql, KuboClient kubo) {

  private static final String WANTED =
      "SELECT id FROM videos WHERE id = $1 OR ipfs_cid = $2 LIMIT 1";

  /** Unpins a directory, once the video's row is gone; nothing happens if it is still wanted. */
  public Future<Void> release(VideoId video, Cid root) {
    return sql.run(WANTED, video.value(), root.value())
        .compose(rows -> rows.size() == 0 ? kubo.unpin(root) : Future.succeededFuture());
  }
}
