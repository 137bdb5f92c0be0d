package dev.vitascope.media;

import dev.vitascope.db.Sql;
import dev.vitascope.media.Published.Rung;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The rows of {@code transcodes} and {@code transcode_segments} for what was published. */
final class PublishedRows {

  private static final String CLEAR = "DELETE FROM transcodes WHERE video_id = $1";

  private static final String TRANSCODE =
      """
      INSERT INTO transcodes (video_id, file_path, format, resolution, width, height, size)
      VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
      """;

  private static final String SEGMENTS =
      """
      INSERT INTO transcode_segments (transcode_id, file_path, sequence, duration)
      SELECT $1, made.path, made.sequence, made.duration
      FROM unnest($2::TEXT[], $3::INT8[], $4::DECIMAL[]) AS made (path, sequence, duration)
      """;

  private PublishedRows() {}

  static Future<Void> replace(Sql transaction, VideoId video, Published published) {
    var written = transaction.run(CLEAR, video.value());
    for (var rung : published.rungs()) {
      written =
          written
              .compose(before -> mp4(transaction, video, rung))
              .compose(before -> hls(transaction, video, rung));
    }
    return written.mapEmpty();
  }

  private static <T> Future<T> mp4(Sql transaction, VideoId video, Rung rung) {
    return insert(transaction, video, rung, "mp4", rung.mp4Path(), rung.mp4Size()).mapEmpty();
  }

  private static <T> Future<T> hls(Sql transaction, VideoId video, Rung rung) {
    return insert(transaction, video, rung, "hls", rung.playlistPath(), rung.hlsSize())
        .compose(
            id ->
                transaction.run(
                    SEGMENTS,
                    id,
                    column(rung.segments(), Published.Segment::path, String[]::new),
                    column(rung.segments(), Published.Segment::sequence, Long[]::new),
                    column(rung.segments(), Published.Segment::duration, BigDecimal[]::new)))
        .mapEmpty();
  }

  private static Future<UUID> insert(
      Sql transaction, VideoId video, Rung rung, String format, String path, long size) {
    return transaction
        .run(
            TRANSCODE,
            video.value(),
            path,
            format,
            rung.resolution().toString(),
            rung.width(),
            rung.height(),
            size)
        .map(rows -> rows.iterator().next().getUUID("id"));
  }

  private static <T> Object column(
      List<Published.Segment> segments,
      Function<Published.Segment, T> value,
      java.util.function.IntFunction<T[]> array) {
    return segments.stream().map(value).toArray(array);
  }
}
