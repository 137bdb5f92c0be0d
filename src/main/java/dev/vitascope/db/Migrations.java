package dev.vitascope.db;

import java.util.Map;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date. Any node may; the first to come does. */
public final class Migrations {

  private Migrations() {}

  /** Blocks while it works, and where another node is at it, until that one is done. */
  public static void run(DatabaseSettings settings) {
    Flyway.configure()
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
        .locations("classpath:db/migration")
        // A lock held in a transaction would wait for ever for an index built outside of one.
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .connectRetries(10)
        .load()
        .migrate();
  }
}
