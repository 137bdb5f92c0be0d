package dev.vitascope.db;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The pool of connections, and transactions on it. */
public final class Database implements Sql {

  private static final String SERIALIZATION_FAILURE = "40001";
  private static final int TRIES = 10;
  private static final int WAITING_PER_CONNECTION = 50;
  private static final int SECONDS_TO_CONNECT = 5;

  private final Vertx vertx;
  private final Pool pool;

  private Database(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  public static Database open(Vertx vertx, DatabaseSettings settings) {
    var connect =
        new PgConnectOptions()
            .setHost(settings.url().getHost())
            .setPort(settings.port())
            .setDatabase(settings.database())
            .setUser(settings.user())
            .setPassword(settings.password())
            .setSslMode(SslMode.of(settings.sslMode()))
            .setCachePreparedStatements(true)
            .setPipeliningLimit(1);
    var options =
        new PoolOptions()
            .setName("vitascope")
            .setMaxSize(settings.poolSize())
            .setMaxWaitQueueSize(settings.poolSize() * WAITING_PER_CONNECTION)
            .setConnectionTimeout(SECONDS_TO_CONNECT)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout(10)
            .setIdleTimeoutUnit(TimeUnit.MINUTES);
    return new Database(
        vertx,
        PgBuilder.pool()
            .using(vertx)
            .connectingTo(connect)
            .with(options)
            .with(line(settings))
            .build());
  }

  /** A connection on which nothing is heard for that long is cut, with the statement that waits. */
  private static NetClientOptions line(DatabaseSettings settings) {
    return new NetClientOptions()
        .setConnectTimeout(SECONDS_TO_CONNECT * 1_000)
        .setTcpKeepAlive(true)
        .setIdleTimeout((int) settings.silence().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** Runs one statement, again where the database asks for that. */
  @Override
  public Future<RowSet<Row>> run(String statement, Object... arguments) {
    return repeated(
        1, () -> pool.preparedQuery(statement).execute(Tuple.wrap(arguments)).recover(this::typed));
  }

  /**
   * Runs work in one serializable transaction: all of it or nothing. The work may run several times
   * (the database asks for that with SQLSTATE 40001), so it touches nothing but the transaction.
   */
  public <T> Future<T> transaction(Function<Sql, Future<T>> work) {
    return repeated(
        1,
        () ->
            pool.withTransaction(
                    connection ->
                        connection
                            .query("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
                            .execute()
                            .compose(set -> work.apply(on(connection))))
                .recover(this::typed));
  }

  public Future<Void> close() {
    return pool.close();
  }

  private static Sql on(SqlConnection connection) {
    return (statement, arguments) ->
        connection.preparedQuery(statement).execute(Tuple.wrap(arguments));
  }

  private <T> Future<T> repeated(int attempt, java.util.function.Supplier<Future<T>> work) {
    return work.get()
        .recover(
            failure ->
                attempt < TRIES && wantsRepeat(failure)
                    ? vertx
                        .timer(pause(attempt), TimeUnit.MILLISECONDS)
                        .compose(elapsed -> repeated(attempt + 1, work))
                    : Future.failedFuture(failure));
  }

  private static boolean wantsRepeat(Throwable failure) {
    return failure instanceof PgException refused
        && SERIALIZATION_FAILURE.equals(refused.getSqlState());
  }

  private static long pause(int attempt) {
    return ThreadLocalRandom.current().nextLong(1, 1L << Math.min(attempt + 2, 8));
  }

  private <T> Future<T> typed(Throwable failure) {
    return Future.failedFuture(
        isStatementsFault(failure)
            ? failure
            : new VideoException(Failure.DATABASE_UNAVAILABLE, failure));
  }

  /** Classes 08, 53 and 57: connection, resources, operator; not the statement (SQL:2023). */
  private static boolean isStatementsFault(Throwable failure) {
    return switch (failure) {
      case PgException refused -> !refused.getSqlState().matches("(08|53|57).*");
      case VideoException known -> true;
      // The driver's words for a connection that was cut, and for none that came free in time.
      case VertxException unanswered -> false;
      case RuntimeException bug -> true;
      default -> false;
    };
  }
}
