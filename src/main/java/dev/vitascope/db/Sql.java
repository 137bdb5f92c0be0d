package dev.vitascope.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * Something that statements can be run on: the database, or one transaction on it.
 *
 * <p>Arguments are always bound ({@code $1}, {@code $2} …). A future fails with a {@code
 * VideoException} of {@code DATABASE_UNAVAILABLE} where the database cannot be asked, and with the
 * driver's own exception where the statement itself is at fault.
 */
@FunctionalInterface
public interface Sql {

  Future<RowSet<Row>> run(String statement, Object... arguments);
}
