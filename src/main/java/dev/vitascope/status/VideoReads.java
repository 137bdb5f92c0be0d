package dev.vitascope.status;

import dev.vitascope.db.Sql;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Progress;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import dev.vitascope.video.Visibility;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the database knows of videos. Futures fail as {@link Sql} says, or as noted. */
public final class VideoReads {

  /** The queue is gone through once, however many of its videos are asked for. */
  private static final String PROGRESS =
      """
      SELECT id, upload_status, stage, percent, playable, eta_seconds, speed, renditions,
        ipfs_status, ipfs_cid, ipfs_sent, ipfs_total, error_code, error_message, version, updated_at,
        CASE WHEN stage = 'queued' THEN queue.place END AS queue_position
      FROM videos LEFT JOIN (
        SELECT video_id, rank() OVER (ORDER BY created_at) AS place
        FROM tasks
        WHERE kind = 'transcode' AND state = 'queued'
          AND EXISTS (SELECT 1 FROM videos WHERE id = ANY ($1) AND stage = 'queued')
      ) AS queue ON queue.video_id = videos.id
      WHERE id = ANY ($1)
      """;

  private static final String VIDEO =
      """
      SELECT videos.*, checked.proof, checked.failure AS proof_failure,
        checked.seconds AS proof_seconds, checked.proven_at, pin.failure AS pin_failure
      FROM videos
      LEFT JOIN copy_checks AS checked
        ON checked.video_id = videos.id AND checked.cid = videos.ipfs_cid
      LEFT JOIN tasks AS pin ON pin.video_id = videos.id AND pin.kind = 'pin'
      WHERE videos.id = $1
      """;

  private static final String VISIBILITY = "SELECT visibility FROM videos WHERE id = $1";

  private static final String KEPT =
      """
      SELECT service, status, error_code, updated_at
      FROM remote_pins WHERE video_id = $1 ORDER BY service
      """;

  private static final String TRANSCODES =
      """
      SELECT id, format, resolution, width, height, file_path, file_cid, size
      FROM transcodes WHERE video_id = $1 ORDER BY format, width * height
      """;

  private static final String SUMMARIES =
      """
       id, title, filename, file_size, upload_status, stage, percent, playable, visibility, ipfs_cid,
        published_prefix, thumbnails, error_code, error_message, created_at, updated_at
      FROM videos
      """;

  private static final String OLDER = "(created_at, id) < ($2, $3) ";
  private static final String NEWEST = "ORDER BY created_at DESC, id DESC LIMIT $1";

  // A statement each, since one for all would find a few of a status by reading every video.
  private static final String FIRST_PAGE = "SELECT" + SUMMARIES + NEWEST;
  private static final String NEXT_PAGE = "SELECT" + SUMMARIES + "WHERE " + OLDER + NEWEST;
  private static final String FIRST_OF_STATUS =
      "SELECT" + SUMMARIES + "WHERE upload_status = $2 " + NEWEST;
  private static final String NEXT_OF_STATUS =
      "SELECT" + SUMMARIES + "WHERE upload_status = $4 AND " + OLDER + NEWEST;

  private static final String SEGMENTS =
      """
      SELECT segment.sequence, segment.duration, segment.file_path, segment.file_cid
      FROM transcodes LEFT JOIN transcode_segments AS segment
        ON segment.transcode_id = transcodes.id
      WHERE transcodes.id = $1 AND transcodes.video_id = $2 ORDER BY segment.sequence
      """;

  private final Sql sql;

  public VideoReads(Sql sql) {
    this.sql = sql;
  }

  /** How far a video is; fails with {@code VIDEO_NOT_FOUND}. */
  public Future<Progress> progress(VideoId id) {
    return progress(List.of(id))
        .map(
            found ->
                found.stream()
                    .findFirst()
                    .orElseThrow(() -> new VideoException(Failure.VIDEO_NOT_FOUND)));
  }

  /** How far videos are, in any order; what is not there is left out. */
  Future<List<Progress>> progress(Collection<VideoId> ids) {
    var wanted = ids.stream().map(VideoId::value).toArray(UUID[]::new);
    return sql.run(PROGRESS, (Object) wanted)
        .map(rows -> rows.stream().map(Rows::progress).toList());
  }

  /** All about a video; fails with {@code VIDEO_NOT_FOUND}. */
  public Future<Video> video(VideoId id, AddressBook book) {
    return row(id).compose(row -> whole(row, book.of(id, Rows.visibility(row), Rows.length(row))));
  }

  /** Where a video plays, for so long if it is private; fails with {@code VIDEO_NOT_FOUND}. */
  Future<Playback> playback(VideoId id, AddressBook book, Optional<Duration> life) {
    return life.map(
            wanted ->
                row(id).compose(row -> whole(row, book.lasting(id, Rows.visibility(row), wanted))))
        .orElseGet(() -> video(id, book))
        .map(Video::playback);
  }

  /** Who may play a video; fails with {@code VIDEO_NOT_FOUND}. */
  public Future<Visibility> visibility(VideoId id) {
    return sql.run(VISIBILITY, id.value()).map(VideoReads::theOne).map(Rows::visibility);
  }

  private Future<Row> row(VideoId id) {
    return sql.run(VIDEO, id.value()).map(VideoReads::theOne);
  }

  private static Row theOne(RowSet<Row> rows) {
    return rows.stream().findFirst().orElseThrow(() -> new VideoException(Failure.VIDEO_NOT_FOUND));
  }

  private Future<Video> whole(Row video, Addresses addresses) {
    var id = video.getUUID("id");
    var transcodes =
        sql.run(TRANSCODES, id)
            .map(rows -> rows.stream().map(row -> Rows.transcode(row, addresses)).toList());
    var services = sql.run(KEPT, id).map(rows -> rows.stream().map(Rows::kept).toList());
    return Future.all(transcodes, services)
        .map(both -> Rows.video(video, transcodes.result(), services.result(), addresses));
  }

  /**
   * A page of videos, newest first.
   *
   * @param limit 1–100
   * @param after where the page before ended
   * @param status of all that are listed; of any, if absent
   */
  public Future<VideoPage> list(
      int limit, Optional<Cursor> after, Optional<VideoStatus> status, AddressBook book) {
    // One more than asked for tells whether there is a next page.
    var found = after.isEmpty() ? first(limit + 1, status) : next(limit + 1, after.get(), status);
    return found
        .map(rows -> rows.stream().map(row -> Rows.summary(row, book)).toList())
        .map(summaries -> VideoPage.of(summaries, limit));
  }

  private Future<RowSet<Row>> first(int most, Optional<VideoStatus> status) {
    return status.isEmpty()
        ? sql.run(FIRST_PAGE, most)
        : sql.run(FIRST_OF_STATUS, most, status.get().column());
  }

  private Future<RowSet<Row>> next(int most, Cursor after, Optional<VideoStatus> status) {
    var at = after.createdAt().atOffset(ZoneOffset.UTC);
    var id = after.id().value();
    return status.isEmpty()
        ? sql.run(NEXT_PAGE, most, at, id)
        : sql.run(NEXT_OF_STATUS, most, at, id, status.get().column());
  }

  /** A transcode's segments as they play; fails with {@code NOT_FOUND}. */
  public Future<List<Segment>> segments(VideoId video, UUID transcode) {
    return sql.run(SEGMENTS, transcode, video.value())
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new VideoException(
                    Failure.NOT_FOUND, "This video has no transcode with this id.");
              }
              return rows.stream()
                  .filter(row -> row.getLong("sequence") != null)
                  .map(Rows::segment)
                  .toList();
            });
  }
}
