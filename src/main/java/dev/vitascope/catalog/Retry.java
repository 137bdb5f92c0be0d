package dev.vitascope.catalog;

import dev.vitascope.bus.JobKind;
import dev.vitascope.video.Failure;
import dev.vitascope.video.IpfsStatus;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoStatus;
import io.vertx.sqlclient.Row;

/**
 * What of a video is tried again.
 *
 * @param status of the video once it is
 * @param underway whether that is queued or at work already, so that nothing is left to do
 */
record Retry(JobKind kind, VideoStatus status, boolean underway) {

  static final String COLUMNS = "upload_status, uploaded_at, original, ipfs_status";

  /**
   * Of the video as its row has it. Fails with {@code UPLOAD_EXPIRED} where the file never arrived,
   * with {@code ORIGINAL_GONE} where it is no longer kept, with {@code NOT_FAILED} where nothing
   * has failed.
   */
  static Retry of(Row row) {
    var status = VideoStatus.ofColumn(row.getString("upload_status"));
    return switch (status) {
      case UPLOADING -> throw new VideoException(Failure.NOT_FAILED);
      case TRANSCODING -> new Retry(JobKind.TRANSCODE, status, true);
      case FAILED -> {
        if (row.getOffsetDateTime("uploaded_at") == null) {
          throw new VideoException(Failure.UPLOAD_EXPIRED);
        }
        if (!row.getString("original").equals("stored")) {
          throw new VideoException(Failure.ORIGINAL_GONE);
        }
        yield new Retry(JobKind.TRANSCODE, VideoStatus.TRANSCODING, false);
      }
      case COMPLETED ->
          switch (IpfsStatus.of(row.getString("ipfs_status"))) {
            case QUEUED, PINNING -> new Retry(JobKind.PIN, status, true);
            case FAILED -> new Retry(JobKind.PIN, status, false);
            case PINNED, OFF -> throw new VideoException(Failure.NOT_FAILED);
          };
    };
  }
}
