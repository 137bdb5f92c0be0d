package dev.vitascope.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every statement finds its rows by an index, however many there are. {@code fsck}, which looks at
 * everything, is left out.
 */
class StatementPlansTest {

  private static final int VIDEOS = Integer.getInteger("vitascope.videos", 1_000_000);

  /** Of the tables that grow; the others hold a few rows at any time. */
  private static final Pattern WHOLE_TABLE =
      Pattern.compile(
          "Seq Scan on (videos|tasks|transcodes|transcode_segments|outbox|idempotency_keys|copy_checks|remote_pins)\\b");

  /** They go over all videos by intent, once a start of a node that pins. */
  private static final Set<String> OF_ALL =
      Set.of("RemotePinRecords.WANT", "CopyCheckRecords.WANT", "CopyCheckRecords.WANT_PROOFS");

  private static ManyVideos database;

  @BeforeAll
  static void fill() throws SQLException {
    database = ManyVideos.create(VIDEOS);
  }

  @AfterAll
  static void empty() throws SQLException {
    database.close();
  }

  @Test
  void noStatementReadsAWholeTable() throws Exception {
    var statements = Statements.of("bus", "catalog", "ingest", "media", "pinning", "status");
    assertTrue(statements.size() > 30, statements.keySet().toString());
    var plans = new TreeMap<String, String>();
    for (var statement : statements.entrySet()) {
      plans.put(statement.getKey(), database.plan(statement.getValue()));
    }
    if (System.getProperty("vitascope.verbose") != null) {
      plans.forEach((name, plan) -> System.out.printf("%s%n%s%n", name, plan));
    }
    plans.values().removeIf(plan -> !WHOLE_TABLE.matcher(plan).find());
    assertTrue(plans.keySet().containsAll(OF_ALL), "they are looked for by other names");
    plans.keySet().removeAll(OF_ALL);
    assertEquals(Map.of(), plans);
  }

  /** Else each deletion of what it refers to would read the whole table. */
  @Test
  void everyForeignKeyHasAnIndex() throws SQLException {
    var bare =
        """
        SELECT conname FROM pg_constraint
        WHERE contype = 'f' AND NOT EXISTS (
          SELECT 1 FROM pg_index
          WHERE indrelid = conrelid AND indkey[0] = conkey[1] AND indpred IS NULL)
        """;
    assertEquals(List.of(), database.column(bare));
  }
}
