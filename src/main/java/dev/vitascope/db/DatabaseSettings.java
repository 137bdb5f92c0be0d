package dev.vitascope.db;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the database is reached.
 *
 * @param url {@code postgresql://user:password@host:port/database}, optionally with {@code
 *     ?sslmode=} and {@code &sslrootcert=}, as libpq has them
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

  /** As libpq has it: {@code disable}, {@code prefer}, {@code require}, {@code verify-full} … */
  public String sslMode() {
    return parameter("sslmode").orElse("prefer");
  }

  /** Whether the server is to prove who it is. */
  boolean verifies() {
    return sslMode().startsWith("verify-");
  }

  /** Whose certificates it may prove it by; absent for whom the process trusts. */
  Optional<String> authorities() {
    return parameter("sslrootcert");
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s%s"
        .formatted(
            url.getHost(),
            port(),
            database(),
            sslMode(),
            authorities()
                .map(file -> "&sslrootcert=" + URLEncoder.encode(file, StandardCharsets.UTF_8))
                .orElse(verifies() ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" : ""));
  }

  private Optional<String> parameter(String name) {
    return Stream.of(Optional.ofNullable(url.getRawQuery()).orElse("").split("&", -1))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> decoded(pair.substring(name.length() + 1)))
        .findFirst();
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
