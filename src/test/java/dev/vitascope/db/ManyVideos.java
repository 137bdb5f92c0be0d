package dev.vitascope.db;

import dev.vitascope.EmbeddedServices;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database of its own, with our schema and rows as a service of some years has them. */
record ManyVideos(DatabaseSettings settings, Connection connection) implements AutoCloseable {

  private static final String NAME = "many_videos";

  /** Those that refer to others first. */
  private static final List<String> TABLES =
      List.of(
          "transcode_segments",
          "transcodes",
          "tasks",
          "copy_checks",
          "remote_pins",
          "idempotency_keys",
          "outbox",
          "videos");

  /** The video's own number tells what has become of it: one in a thousand is not done. */
  private static final List<String> ROWS =
      List.of(
          """
          INSERT INTO videos (id, filename, file_path, part_size, part_count, created_at,
            updated_at, upload_status, stage, ipfs_cid)
          SELECT lpad(to_hex(n), 32, '0')::UUID, 'clip.mp4', 'originals/' || n, 1, 1,
            now() - n * INTERVAL '1 minute', now() - n * INTERVAL '1 minute',
            CASE n %% 1000 WHEN 0 THEN 'failed' WHEN 1 THEN 'pending' WHEN 2 THEN 'transcoding'
              ELSE 'completed' END,
            CASE n %% 1000 WHEN 2 THEN 'queued' ELSE 'done' END, 'bafy' || n
          FROM generate_series(1, %1$d) AS n
          """,
          """
          INSERT INTO tasks (video_id, kind, max_attempts, state)
          SELECT lpad(to_hex(n), 32, '0')::UUID, 'transcode', 5,
            CASE n %% 1000 WHEN 2 THEN 'queued' WHEN 3 THEN 'running' ELSE 'done' END
          FROM generate_series(1, %1$d) AS n
          """,
          """
          INSERT INTO transcodes (id, video_id, file_path, format, resolution, width, height, size)
          SELECT lpad(to_hex(n), 32, '0')::UUID, lpad(to_hex(n), 32, '0')::UUID, 'f', 'hls',
            '720p', 1, 1, 1
          FROM generate_series(1, %1$d / 4) AS n
          """,
          """
          INSERT INTO transcode_segments (transcode_id, file_path, sequence, duration)
          SELECT lpad(to_hex(n), 32, '0')::UUID, 'segment-' || n, 0, 10
          FROM generate_series(1, %1$d / 4) AS n
          """,
          """
          INSERT INTO outbox (topic, key, body, published_at)
          SELECT 'video-status-updates', n, 'body', now() - n * INTERVAL '24.1 hours' / (%1$d / 4)
          FROM generate_series(1, %1$d / 4) AS n
          """,
          """
          INSERT INTO outbox (topic, key, body)
          SELECT 'video-status-updates', n, 'body' FROM generate_series(1, %1$d / 100) AS n
          """,
          """
          INSERT INTO copy_checks (video_id, cid, proof, not_before)
          SELECT lpad(to_hex(n), 32, '0')::UUID, 'bafy' || n,
            CASE n %% 1000 WHEN 2 THEN 'failed' ELSE 'proven' END, now() + n * INTERVAL '0.1 s'
          FROM generate_series(1, %1$d / 4) AS n
          """,
          """
          INSERT INTO remote_pins (video_id, service, cid, status, not_before)
          SELECT lpad(to_hex(n), 32, '0')::UUID, 'own', 'bafy' || n, 'pinned',
            now() + n * INTERVAL '0.1 s'
          FROM generate_series(1, %1$d / 4) AS n
          """,
          """
          INSERT INTO idempotency_keys (key, request_sha256, video_id)
          SELECT 'key-' || n, 'sha', lpad(to_hex(n), 32, '0')::UUID
          FROM generate_series(1, %1$d / 4) AS n
          """);

  static ManyVideos create(int videos) throws SQLException {
    var theirs = EmbeddedServices.database();
    try (var server = connect(theirs);
        var statement = server.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + NAME);
      statement.execute("CREATE DATABASE " + NAME);
    }
    var settings = new DatabaseSettings(URI.create(theirs.url().resolve("/" + NAME).toString()), 2);
    Migrations.run(settings);
    var made = new ManyVideos(settings, connect(settings));
    for (var table : TABLES) {
      made.execute("ALTER TABLE " + table + " SET UNLOGGED");
    }
    // Rows that are made to fit need not be looked up.
    made.execute("SET session_replication_role = replica");
    for (var rows : ROWS) {
      made.execute(rows.formatted(videos));
    }
    made.execute("ANALYZE");
    return made;
  }

  /** The plan for whatever the arguments may be. */
  String plan(String statement) throws SQLException {
    return String.join("\n", column("EXPLAIN (GENERIC_PLAN) " + statement));
  }

  List<String> column(String query) throws SQLException {
    var lines = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    try (var server = connect(EmbeddedServices.database());
        var statement = server.createStatement()) {
      statement.execute("DROP DATABASE " + NAME);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** By the simple protocol: the other one would want values for a plan's parameters. */
  private static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(
        settings.jdbcUrl() + "&preferQueryMode=simple", settings.user(), settings.password());
  }
}
