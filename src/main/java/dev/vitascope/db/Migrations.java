package dev.vitascope.db;

import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings the schema up to date. Any node may; the first to come does. */
public final class Migrations {

  private Migrations() {}

  /** Blocks while it works, and where another node is at it, until that one is done. */
  public static void run(DatabaseSettings settings) {
    var flyway =
        Flyway.configure()
            .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
            .locations("classpath:db/migration")
            .connectRetries(10);
    // A lock held in a transaction would wait for ever for an index built outside of one. By name
    // this setting would need another Jackson than ours.
    flyway
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    flyway.load().migrate();
  }
}
