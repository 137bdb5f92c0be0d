package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Sql;
import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the database knows of copies that services keep; on a virtual thread. */
record RemotePinRecords(Sql sql) {

  private static final String WANT =
      """
      INSERT INTO remote_pins (video_id, service, cid)
      SELECT id, $1, ipfs_cid FROM videos
      WHERE ipfs_status = 'pinned' AND NOT EXISTS (
        SELECT 1 FROM remote_pins WHERE video_id = videos.id AND service = $1)
      ON CONFLICT (video_id, service) DO NOTHING
      """;

  private static final String DUE =
      """
      SELECT r.video_id, r.service, r.cid, r.request_id, r.status, r.attempts, v.ipfs_cid AS wanted
      FROM remote_pins r LEFT JOIN videos v ON v.id = r.video_id
      WHERE r.service = $1 AND r.not_before <= now()
      ORDER BY r.not_before LIMIT 50
      """;

  private static final String TELL =
      """
      UPDATE remote_pins SET request_id = $3, status = $4, attempts = $5, error_code = $6,
        failure = $7, not_before = now() + $8::FLOAT8 * INTERVAL '1 second', updated_at = now()
      WHERE video_id = $1 AND service = $2
      """;

  private static final String FORGET =
      "DELETE FROM remote_pins WHERE video_id = $1 AND service = $2";

  private static final String REPLACE =
      """
      UPDATE remote_pins SET cid = $3, request_id = NULL, status = 'queued', error_code = NULL,
        failure = NULL, not_before = now(),
        updated_at = now()
      WHERE video_id = $1 AND service = $2
      """;

  private static final String SHARED =
      """
      SELECT 1 FROM remote_pins WHERE service = $1 AND request_id = $2 AND video_id <> $3 LIMIT 1
      """;

  /**
   * Notes the videos that were pinned before there was this service. Goes over all of them: not for
   * every round.
   */
  void wantAll(String service) {
    await(sql.run(WANT, service));
  }

  /** Those to be looked at now. */
  List<RemotePin> due(String service) {
    return await(sql.run(DUE, service)).stream().map(RemotePin::of).toList();
  }

  /** What the service has answered, and when to look again. */
  void told(RemotePin pin, RemoteStatus status, Duration next) {
    tell(pin, status.requestid(), status.status(), 0, null, null, next);
  }

  /** To be asked for anew after a while. */
  void failed(RemotePin pin, Failure failure, String why, Duration next) {
    tell(pin, null, RemoteStatus.State.FAILED, pin.attempts() + 1, failure, why, next);
  }

  /** The service does not answer: all is as it was, and looked at again after a while. */
  void unanswered(RemotePin pin, String why, Duration next) {
    var state = pin.pinned() ? RemoteStatus.State.PINNED : RemoteStatus.State.QUEUED;
    tell(
        pin,
        pin.requestId().orElse(null),
        state,
        pin.attempts() + 1,
        Failure.PIN_SERVICE_UNAVAILABLE,
        why,
        next);
  }

  private void tell(
      RemotePin pin,
      String requestId,
      RemoteStatus.State state,
      int attempts,
      Failure failure,
      String why,
      Duration next) {
    await(
        sql.run(
            TELL,
            pin.video().value(),
            pin.service(),
            requestId,
            state.name().toLowerCase(Locale.ROOT),
            attempts,
            failure == null ? null : failure.code(),
            why,
            next.toMillis() / 1000.0));
  }

  /** Whether another video's copy is the same one: files that are the same are one directory. */
  boolean isShared(RemotePin pin) {
    var arguments =
        new Object[] {pin.service(), pin.requestId().orElseThrow(), pin.video().value()};
    return await(sql.run(SHARED, arguments)).size() > 0;
  }

  /** To be asked for anew, for what the video is now. */
  void replace(RemotePin pin, Cid wanted) {
    await(sql.run(REPLACE, pin.video().value(), pin.service(), wanted.value()));
  }

  void forget(RemotePin pin) {
    await(sql.run(FORGET, pin.video().value(), pin.service()));
  }
}
