package dev.vitascope.retention;

import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.IpfsStatus;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.Visibility;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * An original whose time has come, as the database has it.
 *
 * @param size in bytes
 * @param media the bucket of its renditions
 * @param published what the keys of its renditions begin with; absent for a video that failed
 * @param proven whether its copy on IPFS has been read back elsewhere
 * @param notKept copies that services are to keep and have not said that they do
 */
record Due(
    VideoId video,
    ObjectKey original,
    long size,
    Reason reason,
    Bucket media,
    Optional<String> published,
    IpfsStatus ipfs,
    boolean proven,
    long notKept) {

  static final String COLUMNS =
      """
      id, file_path, file_size, upload_status, keep_original, published_prefix, ipfs_status, visibility,
        (SELECT count(*) FROM remote_pins
          WHERE remote_pins.video_id = videos.id AND status <> 'pinned') AS not_kept,
        EXISTS (SELECT 1 FROM copy_checks
          WHERE copy_checks.video_id = videos.id AND cid = ipfs_cid AND proof = 'proven') AS proven
      """;

  static Due of(Row row) {
    var status = row.getString("upload_status");
    var reason =
        row.getBoolean("keep_original")
            ? Reason.ASKED_FOR
            : "completed".equals(status) ? Reason.COMPLETED_LONG_AGO : Reason.FAILED_LONG_AGO;
    return new Due(
        new VideoId(row.getUUID("id")),
        ObjectKey.original(row.getString("file_path")),
        row.getLong("file_size"),
        reason,
        Bucket.of(Visibility.of(row.getString("visibility"))),
        Optional.ofNullable(row.getString("published_prefix")),
        IpfsStatus.of(row.getString("ipfs_status")),
        row.getBoolean("proven"),
        row.getLong("not_kept"));
  }
}
