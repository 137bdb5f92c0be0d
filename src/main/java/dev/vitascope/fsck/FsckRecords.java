package dev.vitascope.fsck;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Sql;
import dev.vitascope.fsck.Disagreement.Kind;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.video.Visibility;
import io.vertx.sqlclient.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What the database says; read on a virtual thread. */
record FsckRecords(Sql sql) {

  private static final int PAGE = 200;

  private static final String COMPLETED =
      """
      SELECT id, published_prefix, thumbnails, ipfs_status, ipfs_cid, visibility,
        coalesce((probe ->> 'duration')::FLOAT8, 0) AS duration
      FROM videos WHERE upload_status = 'completed'\s""";

  private static final String PAGE_OF_COMPLETED = COMPLETED + "AND id > $1 ORDER BY id LIMIT $2";

  private static final String ONE_COMPLETED = COMPLETED + "AND id = $1";

  private static final String FILES =
      """
      SELECT t.format, t.file_path, t.file_cid, t.size,
        coalesce((SELECT sum(s.duration) FROM transcode_segments s
          WHERE s.transcode_id = t.id), 0)::FLOAT8 AS seconds
      FROM transcodes t WHERE t.video_id = $1 AND t.file_path IS NOT NULL
      """;

  private static final String SEGMENTS =
      """
      SELECT s.file_path, s.file_cid FROM transcode_segments s
      JOIN transcodes t ON t.id = s.transcode_id WHERE t.video_id = $1
      """;

  /** A video at work has a task that is queued or running; a failed one has none. */
  private static final String STRANDED_VIDEOS =
      """
      SELECT v.id, v.upload_status FROM videos v
      LEFT JOIN tasks t ON t.video_id = v.id AND t.kind = 'transcode'
        AND t.state IN ('queued', 'running')
      WHERE (v.upload_status = 'transcoding') <> (t.id IS NOT NULL)
      """;

  private static final String STRANDED_PINS =
      """
      SELECT v.id, v.ipfs_status FROM videos v
      LEFT JOIN tasks t ON t.video_id = v.id AND t.kind = 'pin' AND t.state IN ('queued', 'running')
      WHERE v.upload_status = 'completed'
        AND (v.ipfs_status IN ('queued', 'pinning')) <> (t.id IS NOT NULL)
      """;

  /** The reaper takes it within seconds. */
  private static final String SILENT_TASKS =
      """
      SELECT id, kind FROM tasks
      WHERE state = 'running' AND lease_until < now() - INTERVAL '1 minute'
      """;

  private static final String ORIGINALS =
      "SELECT file_path FROM videos UNION SELECT file_path FROM removals";

  private static final String UPLOADS =
      """
      SELECT file_path FROM videos WHERE upload_status = 'pending'
      UNION SELECT file_path FROM removals
      """;

  private static final String PREFIXES =
      """
      SELECT published_prefix FROM videos
      WHERE published_prefix IS NOT NULL AND (visibility = 'public') = $1
      """;

  private static final String UNSETTLED =
      """
      SELECT video_id::TEXT FROM removals
      UNION SELECT video_id::TEXT FROM tasks
        WHERE kind = 'transcode' AND state IN ('queued', 'running')
      UNION SELECT id::TEXT FROM videos WHERE visibility = 'publishing'
      """;

  /** A published file. */
  record File(String format, String key, long size, Optional<String> cid, double seconds) {}

  /** A part of one. */
  record Segment(String key, Optional<String> cid) {}

  /** A video that can be watched. */
  record Completed(
      UUID id,
      Bucket bucket,
      String prefix,
      int thumbnails,
      String ipfs,
      Optional<String> cid,
      double seconds) {}

  List<Completed> completed(UUID after) {
    return rows(PAGE_OF_COMPLETED, after, PAGE).map(FsckRecords::completed).toList();
  }

  Optional<Completed> one(UUID video) {
    return rows(ONE_COMPLETED, video).map(FsckRecords::completed).findFirst();
  }

  private static Completed completed(Row row) {
    return new Completed(
        row.getUUID("id"),
        Bucket.of(Visibility.of(row.getString("visibility"))),
        row.getString("published_prefix"),
        row.getInteger("thumbnails"),
        row.getString("ipfs_status"),
        Optional.ofNullable(row.getString("ipfs_cid")),
        row.getDouble("duration"));
  }

  List<File> files(UUID video) {
    return rows(FILES, video)
        .map(
            row ->
                new File(
                    row.getString("format"),
                    row.getString("file_path"),
                    row.getLong("size"),
                    Optional.ofNullable(row.getString("file_cid")),
                    row.getDouble("seconds")))
        .toList();
  }

  List<Segment> segments(UUID video) {
    return rows(SEGMENTS, video)
        .map(row -> new Segment(row.getString(0), Optional.ofNullable(row.getString(1))))
        .toList();
  }

  /** Videos and tasks that nobody will go on with. */
  List<Disagreement> stranded() {
    return Stream.of(
            rows(STRANDED_VIDEOS).map(row -> stranded(row, "is '%s', and its task is not")),
            rows(STRANDED_PINS).map(row -> stranded(row, "has its pin '%s', and its task has not")),
            rows(SILENT_TASKS)
                .map(
                    row ->
                        new Disagreement(
                            Kind.TASK_STRANDED,
                            row.getUUID(0).toString(),
                            "nobody takes it from a worker that fell silent")))
        .flatMap(found -> found)
        .toList();
  }

  private static Disagreement stranded(Row row, String detail) {
    return new Disagreement(
        Kind.VIDEO_STRANDED, row.getUUID(0).toString(), detail.formatted(row.getString(1)));
  }

  Set<String> originals() {
    return texts(ORIGINALS);
  }

  Set<String> uploads() {
    return texts(UPLOADS);
  }

  /** Of what is to be found in one of the buckets of what was made. */
  Set<String> prefixes(Bucket bucket) {
    return texts(PREFIXES, bucket == Bucket.MEDIA);
  }

  /** The videos whose files come and go: they are being made, or removed. */
  Set<String> unsettled() {
    return texts(UNSETTLED);
  }

  private Set<String> texts(String statement, Object... arguments) {
    var texts = new HashSet<String>();
    rows(statement, arguments).forEach(row -> texts.add(row.getString(0)));
    return texts;
  }

  private Stream<Row> rows(String statement, Object... arguments) {
    return await(sql.run(statement, arguments)).stream();
  }
}
