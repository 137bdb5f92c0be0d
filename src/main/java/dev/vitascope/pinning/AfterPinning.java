package dev.vitascope.pinning;

import dev.vitascope.db.Sql;
import dev.vitascope.video.Cid;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;

/** What is to be done with a copy once our node has it: others keep it too, and it is proven. */
record AfterPinning(PinningSettings settings) {

  /** One that is kept already is looked at soon where it is no longer what is wanted. */
  private static final String WANTED_ELSEWHERE =
      """
      INSERT INTO remote_pins (video_id, service, cid) VALUES ($1, $2, $3)
      ON CONFLICT (video_id, service) DO UPDATE SET not_before = now()
        WHERE remote_pins.cid <> excluded.cid
      """;

  private static final String TO_BE_CHECKED =
      """
      INSERT INTO copy_checks (video_id, cid, proof) VALUES ($1, $2, $3)
      ON CONFLICT (video_id) DO UPDATE SET cid = excluded.cid, proof = excluded.proof,
        failure = NULL, reason = NULL, seconds = NULL, proven_at = NULL, attempts = 0,
        not_before = now(), updated_at = now()
      """;

  /** Notes it, with the transaction that says it is pinned. */
  Future<Void> note(Sql transaction, VideoId video, Cid root) {
    var proof = settings.proof().map(gateway -> "waiting").orElse(null);
    var elsewhere =
        settings.keepers().stream()
            .map(Keeper::name)
            .map(keeper -> transaction.run(WANTED_ELSEWHERE, video.value(), keeper, root.value()))
            .toList();
    return Future.all(elsewhere)
        .compose(noted -> transaction.run(TO_BE_CHECKED, video.value(), root.value(), proof))
        .mapEmpty();
  }
}
