package dev.vitascope.db;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How the database is reached.
 *
 * @param url {@code postgresql://user:password@host:port/database}, optionally with {@code
 *     ?sslmode=}
 * @param poolSize connections at most
 * @param silence how long a statement may take, by which a database that hangs is told from one
 *     that works
 */
public record DatabaseSettings(URI url, int poolSize, Duration silence) {

  private static final Duration USUAL_SILENCE = Duration.ofSeconds(30);

  public DatabaseSettings {
    if (url.getScheme() == null
        || !url.getScheme().startsWith("postgres")
        || url.getHost() == null
        || url.getRawUserInfo() == null
        || url.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "the database's address reads postgresql://user:password@host:port/database");
    }
    if (poolSize < 1) {
      throw new IllegalArgumentException("the pool needs a connection at least");
    }
  }

  public DatabaseSettings(URI url, int poolSize) {
    this(url, poolSize, USUAL_SILENCE);
  }

  public String user() {
    return decoded(url.getRawUserInfo().split(":", 2)[0]);
  }

  public String password() {
    var parts = url.getRawUserInfo().split(":", 2);
    return parts.length == 2 ? decoded(parts[1]) : "";
  }

  public int port() {
    return url.getPort() < 0 ? 5432 : url.getPort();
  }

  public String database() {
    return url.getPath().substring(1);
  }

  public String sslMode() {
    var query = url.getQuery();
    return query != null && query.startsWith("sslmode=")
        ? query.substring("sslmode=".length())
        : "prefer";
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s"
        .formatted(url.getHost(), port(), database(), sslMode());
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "postgresql://%s:***@%s:%d/%s".formatted(user(), url.getHost(), port(), database());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
