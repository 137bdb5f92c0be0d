package dev.vitascope.bus;

import dev.vitascope.db.Sql;
import dev.vitascope.tracing.TraceParent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is to be published next, each message with the sequence id by which the broker knows it
 * again. The ids are given here, by the one relay at work, and stored before anything is sent: rows
 * become visible in another order than they were written, so a database sequence would make the
 * broker drop what it has not seen.
 */
final class OutboxBatch {

  record Outgoing(
      UUID id, String topic, String key, String body, long sequence, TraceParent trace) {}

  private static final int SIZE = 200;

  /** Those that were numbered and perhaps sent before, all of them; only else new ones. */
  private static final String PENDING =
      """
      (SELECT id, topic, key, body, sequence, traceparent FROM outbox
        WHERE published_at IS NULL AND sequence IS NOT NULL)
      UNION ALL
      (SELECT id, topic, key, body, sequence, traceparent FROM outbox
        WHERE published_at IS NULL AND sequence IS NULL AND not_before <= now()
          AND NOT EXISTS (
            SELECT 1 FROM outbox WHERE published_at IS NULL AND sequence IS NOT NULL)
        ORDER BY not_before LIMIT\s"""
          + SIZE
          + ")";

  private static final String ADVANCE =
      """
      INSERT INTO outbox_sequences (topic, last_sequence) VALUES ($1, $2)
      ON CONFLICT (topic) DO UPDATE
        SET last_sequence = outbox_sequences.last_sequence + excluded.last_sequence
      RETURNING last_sequence
      """;

  private static final String AT_LEAST =
      """
      INSERT INTO outbox_sequences (topic, last_sequence) VALUES ($1, $2)
      ON CONFLICT (topic) DO UPDATE
        SET last_sequence = greatest(outbox_sequences.last_sequence, excluded.last_sequence)
      """;

  private static final String NUMBER =
      """
      UPDATE outbox SET sequence = numbered.sequence
      FROM unnest($1::UUID[], $2::INT8[]) AS numbered (id, sequence)
      WHERE outbox.id = numbered.id
      """;

  private static final String PUBLISHED =
      "UPDATE outbox SET published_at = now() WHERE id = ANY ($1::UUID[])";

  private static final String PURGE =
      "DELETE FROM outbox WHERE published_at < now() - INTERVAL '1 day'";

  private OutboxBatch() {}

  /** The next messages in the order in which to send them; in a transaction. */
  static Future<List<Outgoing>> next(Sql transaction) {
    return transaction.run(PENDING).compose(rows -> number(transaction, rows.stream().toList()));
  }

  /** The broker has seen ids of this topic up to here: new ones are larger. */
  static Future<Void> startAfter(Sql sql, String topic, long lastSeen) {
    return sql.run(AT_LEAST, topic, Math.max(lastSeen, 0)).mapEmpty();
  }

  static Future<Void> published(Sql sql, List<Outgoing> sent) {
    var ids = sent.stream().map(Outgoing::id).toArray(UUID[]::new);
    return sql.run(PUBLISHED, (Object) ids).mapEmpty();
  }

  static Future<Void> purge(Sql sql) {
    return sql.run(PURGE).mapEmpty();
  }

  private static Future<List<Outgoing>> number(Sql transaction, List<Row> rows) {
    var fresh = new HashMap<String, Long>();
    rows.stream()
        .filter(row -> row.getLong("sequence") == null)
        .forEach(row -> fresh.merge(row.getString("topic"), 1L, Long::sum));
    if (fresh.isEmpty()) {
      return Future.succeededFuture(
          rows.stream()
              .map(row -> outgoing(row, null))
              .sorted(Comparator.comparingLong(Outgoing::sequence))
              .toList());
    }
    var next = new HashMap<String, Long>();
    Future<Void> advanced = Future.succeededFuture();
    for (var topic : fresh.entrySet()) {
      advanced = advanced.compose(v -> advance(transaction, topic, next));
    }
    return advanced.compose(v -> store(transaction, assign(rows, next)));
  }

  private static Future<Void> advance(
      Sql transaction, Map.Entry<String, Long> topic, Map<String, Long> next) {
    return transaction
        .run(ADVANCE, topic.getKey(), topic.getValue())
        .map(rows -> rows.iterator().next().getLong("last_sequence"))
        .onSuccess(last -> next.put(topic.getKey(), last - topic.getValue() + 1))
        .mapEmpty();
  }

  private static List<Outgoing> assign(List<Row> rows, Map<String, Long> next) {
    var batch = new ArrayList<Outgoing>(rows.size());
    for (var row : rows) {
      var known = row.getLong("sequence");
      batch.add(
          known != null
              ? outgoing(row, known)
              : outgoing(row, next.merge(row.getString("topic"), 1L, Long::sum) - 1));
    }
    return batch;
  }

  private static Future<List<Outgoing>> store(Sql transaction, List<Outgoing> batch) {
    var ids = batch.stream().map(Outgoing::id).toArray(UUID[]::new);
    var sequences = batch.stream().map(Outgoing::sequence).toArray(Long[]::new);
    return transaction.run(NUMBER, ids, sequences).map(batch);
  }

  private static Outgoing outgoing(Row row, Long given) {
    return new Outgoing(
        row.getUUID("id"),
        row.getString("topic"),
        row.getString("key"),
        row.getString("body"),
        given == null ? row.getLong("sequence") : given,
        TraceParent.of(row.getString(TraceParent.NAME)));
  }
}
