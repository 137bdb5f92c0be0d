package dev.vitascope.bus;

import dev.vitascope.db.Sql;
import io.vertx.core.Future;

/** Work that one node at a time does for all: whoever holds the named row, renewed as it works. */
record SingleHolder(Sql sql, String name, String node, double seconds) {

  private static final String HOLD =
      """
      INSERT INTO leases (name, holder, lease_until)
      VALUES ($1, $2, now() + $3::FLOAT8 * INTERVAL '1 second')
      ON CONFLICT (name) DO UPDATE
        SET holder = excluded.holder, lease_until = excluded.lease_until
        WHERE leases.holder = excluded.holder OR leases.lease_until < now()
      RETURNING holder
      """;

  private static final String RELEASE = "DELETE FROM leases WHERE name = $1 AND holder = $2";

  /** Takes or keeps the work; false while another node has it. */
  Future<Boolean> hold() {
    return sql.run(HOLD, name, node, seconds).map(rows -> rows.size() > 0);
  }

  Future<Void> release() {
    return sql.run(RELEASE, name, node).mapEmpty();
  }
}
