package dev.vitascope.catalog;

import dev.vitascope.db.Database;
import io.vertx.core.Future;
import java.util.List;

/** What is to be removed, as the database has it. */
record RemovalRecords(Database database) {

  private static final String DUE =
      """
      UPDATE removals SET not_before = now() + INTERVAL '1 minute'
      WHERE video_id IN (
        SELECT video_id FROM removals
        WHERE not_before <= now() AND (ipfs_cid IS NULL OR $1)
        ORDER BY not_before LIMIT 20)
      RETURNING\s"""
          + Removal.COLUMNS;

  private static final String DONE = "DELETE FROM removals WHERE video_id = $1";

  /**
   * Those whose time has come. Each comes again a minute later, here or at another node, until it
   * is done.
   *
   * @param copies whether copies on IPFS can be removed as well; those that have one wait otherwise
   */
  Future<List<Removal>> due(boolean copies) {
    return database.transaction(
        transaction ->
            transaction.run(DUE, copies).map(rows -> rows.stream().map(Removal::of).toList()));
  }

  Future<Void> done(Removal removal) {
    return database.run(DONE, removal.video().value()).mapEmpty();
  }
}
