package dev.vitascope.bus;

import dev.vitascope.db.Sql;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * Work that one node at a time does for all: whoever holds the named row, renewed as it works.
 * Confined to one thread.
 */
public final class SingleHolder {

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

  private final Sql sql;
  private final String name;
  private final String node;
  private final Duration lease;
  private Optional<Long> renewed = Optional.empty();

  /**
   * A holder that holds nothing yet.
   *
   * @param name of the work
   * @param node who is to do it, unique among all
   */
  public SingleHolder(Sql sql, String name, String node, Duration lease) {
    this.sql = sql;
    this.name = name;
    this.node = node;
    this.lease = lease;
  }

  /** Takes or keeps the work; false while another node has it. Asks when a third has gone by. */
  public Future<Boolean> hold() {
    long now = System.nanoTime();
    if (renewed.filter(then -> now - then < lease.toNanos() / 3).isPresent()) {
      return Future.succeededFuture(true);
    }
    renewed = Optional.empty();
    return sql.run(HOLD, name, node, lease.toMillis() / 1000.0)
        .map(rows -> rows.size() > 0)
        .onSuccess(held -> renewed = held ? Optional.of(now) : Optional.empty());
  }

  public Future<Void> release() {
    renewed = Optional.empty();
    return sql.run(RELEASE, name, node).mapEmpty();
  }
}
