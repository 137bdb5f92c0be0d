package dev.vitascope.db;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings the schema up to date. Any node may; the first to come does. */
public final class Migrations {

  /** Rights and names (SQLSTATE): no waiting mends these. */
  private static final Set<String> LASTING = Set.of("28000", "28P01", "3D000");

  private Migrations() {}

  /**
   * Blocks while it works, and where another node is at it, until that one is done; while the
   * database is away, for some minutes.
   *
   * @throws IllegalStateException at once if the database lets nobody in by this name and password
   */
  public static void run(DatabaseSettings settings) {
    requireLetIn(settings);
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

  private static void requireLetIn(DatabaseSettings settings) {
    try {
      DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password()).close();
    } catch (SQLException e) {
      if (LASTING.contains(e.getSQLState())) {
        throw new IllegalStateException("the database lets nobody in so", e);
      }
    }
  }
}
