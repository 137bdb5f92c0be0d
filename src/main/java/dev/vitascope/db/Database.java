package dev.vitascope.db;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The pool of connections, and transactions on it. */
public final class Database implements Sql {

  /** The transaction is rolled back, for another was in its way: 40001, and PostgreSQL's 40P01. */
  private static final Set<String> IN_THE_WAY = Set.of("40001", "40P01");

  private static final int TRIES = 10;
  private static final int WAITING_PER_CONNECTION = 250;

  /** A thousand clients that come at once are served late rather than sent away. */
  private static final int SECONDS_TO_WAIT = 20;

  private final Vertx vertx;
  private final Connections connections;

  private Database(Vertx vertx, Connections connections) {
    this.vertx = vertx;
    this.connections = connections;
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
            .setSslOptions(DatabaseEncryption.of(settings))
            .setCachePreparedStatements(true)
            .setPipeliningLimit(1);
    var options =
        new PoolOptions()
            .setName("vitascope")
            .setMaxSize(settings.poolSize())
            .setMaxWaitQueueSize(settings.poolSize() * WAITING_PER_CONNECTION)
            .setConnectionTimeout(SECONDS_TO_WAIT)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout(10)
            .setIdleTimeoutUnit(TimeUnit.MINUTES);
    var connections =
        new Connections(
            () -> PgBuilder.pool().using(vertx).connectingTo(connect).with(options).build(),
            settings.silence());
    return new Database(vertx, connections);
  }

  /** Runs one statement, again where the database asks for that. */
  @Override
  public Future<RowSet<Row>> run(String statement, Object... arguments) {
    return repeated(
        1,
        () ->
            connections
                .use(pool -> pool.preparedQuery(statement).execute(Tuple.wrap(arguments)))
                .recover(this::typed));
  }

  /**
   * Runs work in one transaction, on one snapshot: all of it or nothing. The work may run several
   * times (the database asks for that with SQLSTATE 40001 or 40P01), so it touches nothing but the
   * transaction. What it decides by is what it changes, or else locked.
   */
  public <T> Future<T> transaction(Function<Sql, Future<T>> work) {
    return repeated(
        1,
        () ->
            connections
                .use(pool -> pool.withTransaction(connection -> onSnapshot(connection, work)))
                .recover(this::typed));
  }

  public Future<Void> close() {
    return connections.close();
  }

  private static <T> Future<T> onSnapshot(SqlConnection connection, Function<Sql, Future<T>> work) {
    return connection
        .query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        .execute()
        .compose(set -> work.apply(on(connection)));
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
    return failure instanceof PgException refused && IN_THE_WAY.contains(refused.getSqlState());
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
