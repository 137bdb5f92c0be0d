package dev.vitascope.page;

import dev.vitascope.EmbeddedServices;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What no upload of a test would leave in the database. */
final class StoredRows {

  private StoredRows() {}

  /** Runs a statement; {@code ?} are texts. */
  static void run(String sql, String... arguments) throws SQLException {
    var database = EmbeddedServices.database();
    var url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(database.url().getHost(), database.port(), database.database());
    try (var connection = DriverManager.getConnection(url, database.user(), database.password());
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      statement.executeUpdate();
    }
  }

  /** As if the encoder had died on it; it can be tried again. */
  static void fail(String id) throws SQLException {
    run("UPDATE tasks SET state = 'failed' WHERE kind = 'transcode' AND video_id = ?::uuid", id);
    run(
        "UPDATE videos SET upload_status = 'failed', error_code = 'encode_failed',"
            + " error_message = 'The encoder ended unexpectedly.', version = version + 1"
            + " WHERE id = ?::uuid",
        id);
  }
}
