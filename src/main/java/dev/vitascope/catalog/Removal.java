package dev.vitascope.catalog;

import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.video.Cid;
import dev.vitascope.video.VideoId;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * What a deleted video may have left.
 *
 * @param last whether whoever worked on it when it was deleted must have stopped since, so that
 *     what is gone now stays gone
 */
record Removal(VideoId video, Upload upload, Optional<Cid> copy, boolean last) {

  static final String COLUMNS =
      """
      video_id, file_path, upload_id, upload_token, ipfs_cid,
        deleted_at < now() - INTERVAL '1 minute' AS last
      """;

  static Removal of(Row row) {
    return new Removal(
        new VideoId(row.getUUID("video_id")),
        new Upload(
            ObjectKey.original(row.getString("file_path")),
            row.getString("upload_id"),
            row.getString("upload_token")),
        Optional.ofNullable(row.getString("ipfs_cid")).map(Cid::new),
        row.getBoolean("last"));
  }
}
