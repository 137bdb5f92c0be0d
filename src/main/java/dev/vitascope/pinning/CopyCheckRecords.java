package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.VideoEvent.PinLost;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the database knows of looks at our node's copies; on a virtual thread. */
record CopyCheckRecords(Database database, Tasks tasks, Outbox outbox) {

  private static final String WANT =
      """
      INSERT INTO copy_checks (video_id, cid)
      SELECT id, ipfs_cid FROM videos
      WHERE ipfs_status = 'pinned' AND NOT EXISTS (
        SELECT 1 FROM copy_checks WHERE video_id = videos.id)
      ON CONFLICT (video_id) DO NOTHING
      """;

  private static final String WANT_PROOFS =
      "UPDATE copy_checks SET proof = 'waiting', not_before = now()"
          + " WHERE proof IS NULL OR proof = 'waiting'";

  private static final String DUE =
      """
      SELECT c.video_id, c.cid, c.proof, c.attempts, v.published_prefix
      FROM copy_checks c JOIN videos v ON v.id = c.video_id
      WHERE c.not_before <= now() AND v.ipfs_status = 'pinned' AND v.ipfs_cid = c.cid
        AND v.published_prefix IS NOT NULL
      ORDER BY c.not_before LIMIT 50
      """;

  private static final String SAMPLE =
      """
      SELECT t.file_path AS playlist, s.file_path AS segment
      FROM transcodes t JOIN transcode_segments s ON s.transcode_id = t.id
      WHERE t.video_id = $1 AND t.format = 'hls' AND s.file_path IS NOT NULL
      ORDER BY random() LIMIT 1
      """;

  private static final String NEXT =
      "not_before = now() + $3::FLOAT8 * INTERVAL '1 second', updated_at = now()"
          + " WHERE video_id = $1 AND cid = $2";

  private static final String KEPT = "UPDATE copy_checks SET attempts = 0, " + NEXT;

  private static final String PROVEN =
      """
      UPDATE copy_checks SET proof = 'proven', failure = NULL, reason = NULL, attempts = 0,
        seconds = $4, proven_at = now(),\s"""
          + NEXT;

  private static final String UNPROVEN =
      "UPDATE copy_checks SET proof = 'failed', failure = $4, reason = $5, attempts = attempts + 1, "
          + NEXT;

  private static final String UNANSWERED =
      "UPDATE copy_checks SET reason = $4, attempts = attempts + 1, " + NEXT;

  private static final String PIN_AGAIN =
      """
      UPDATE videos SET ipfs_status = 'queued', version = version + 1, updated_at = now()
      WHERE id = $1 AND ipfs_status = 'pinned' AND ipfs_cid = $2
      RETURNING version
      """;

  private static final String FAILING = "SELECT count(*) FROM copy_checks WHERE proof = 'failed'";

  /**
   * Notes the videos that were pinned before copies were looked at. Goes over all of them: not for
   * every round.
   *
   * @param proofs whether they are to be read back too
   */
  void wantAll(boolean proofs) {
    await(database.run(WANT));
    if (proofs) {
      await(database.run(WANT_PROOFS));
    }
  }

  /** Those to be looked at now. */
  List<CopyCheck> due() {
    return await(database.run(DUE)).stream().map(CopyCheck::of).toList();
  }

  /** The master playlist, one other, and a segment of that: paths in the directory, by chance. */
  List<String> sample(CopyCheck check) {
    int folder = check.prefix().length() + 1;
    var files =
        await(database.run(SAMPLE, check.video().value())).stream()
            .flatMap(row -> Stream.of(row.getString("playlist"), row.getString("segment")))
            .map(key -> key.substring(folder));
    return Stream.concat(Stream.of(PublishedFiles.MASTER), files).toList();
  }

  void kept(CopyCheck check, Duration next) {
    run(KEPT, check, next);
  }

  void proven(CopyCheck check, Duration took, Duration next) {
    run(PROVEN, check, next, took.toMillis() / 1000.0);
  }

  void unproven(CopyCheck check, Proof.Failed why, Duration next) {
    run(UNPROVEN, check, next, why.why().code(), why.detail());
  }

  /** Node or storage could not be asked: nothing is known that was not known before. */
  void unanswered(CopyCheck check, String why, Duration next) {
    run(UNANSWERED, check, next, why);
  }

  /** Has what the node has lost pinned anew, unless something of the kind is under way. */
  void pinAgain(CopyCheck lost) {
    var video = lost.video();
    await(
        database.transaction(
            transaction ->
                transaction
                    .run(PIN_AGAIN, video.value(), lost.cid().value())
                    .compose(
                        rows ->
                            rows.size() == 0
                                ? Future.succeededFuture()
                                : outbox
                                    .add(
                                        transaction,
                                        new PinLost(
                                            video, rows.iterator().next().getLong("version")))
                                    .compose(
                                        told ->
                                            tasks.enqueue(
                                                transaction,
                                                JobKind.PIN,
                                                video,
                                                TraceParent.NONE)))));
  }

  /** How many copies could not be read back when it was last tried. */
  long failing() {
    return await(database.run(FAILING)).iterator().next().getLong(0);
  }

  private void run(String statement, CopyCheck check, Duration next, Object... more) {
    var arguments = new Object[3 + more.length];
    arguments[0] = check.video().value();
    arguments[1] = check.cid().value();
    arguments[2] = next.toMillis() / 1000.0;
    System.arraycopy(more, 0, arguments, 3, more.length);
    await(database.run(statement, arguments));
  }
}
