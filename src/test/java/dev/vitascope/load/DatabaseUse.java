package dev.vitascope.load;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Database;
import java.util.Locale;

/** What the database has done so far, as it counts itself. */
public record DatabaseUse(long transactions, long rolledBack, long rowsWritten, long messages) {

  private static final String COUNTS =
      """
      SELECT xact_commit + xact_rollback, xact_rollback, tup_inserted + tup_updated + tup_deleted,
        (SELECT count(*) FROM outbox WHERE published_at IS NOT NULL)
      FROM pg_stat_database WHERE datname = current_database()
      """;

  public static DatabaseUse of(Database database) throws InterruptedException {
    Thread.sleep(1_500); // the statistics are told late
    var row = await(database.run(COUNTS)).iterator().next();
    return new DatabaseUse(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
  }

  /**
   * What has been done since, for each of so many things.
   *
   * @param things how many
   */
  public String each(DatabaseUse before, int things) {
    return String.format(
        Locale.ROOT,
        "%.1f transactions (%.2f rolled back), %.1f rows written, %.1f messages",
        1.0 * (transactions - before.transactions) / things,
        1.0 * (rolledBack - before.rolledBack) / things,
        1.0 * (rowsWritten - before.rowsWritten) / things,
        1.0 * (messages - before.messages) / things);
  }
}
