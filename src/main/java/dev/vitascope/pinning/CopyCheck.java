package dev.vitascope.pinning;

import dev.vitascope.video.Cid;
import dev.vitascope.video.VideoId;
import io.vertx.sqlclient.Row;

/**
 * A copy that our node has pinned, as it is to be looked at.
 *
 * @param prefix what the keys of its published files begin with, without the last slash
 * @param proven whether it has been read back since it was pinned
 * @param attempts that failed, one after another
 */
record CopyCheck(VideoId video, Cid cid, String prefix, boolean proven, int attempts) {

  static CopyCheck of(Row row) {
    return new CopyCheck(
        new VideoId(row.getUUID("video_id")),
        new Cid(row.getString("cid")),
        row.getString("published_prefix"),
        "proven".equals(row.getString("proof")),
        row.getInteger("attempts"));
  }
}
