package dev.vitascope.db;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.video.VideoException;
import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL that takes encrypted connections. */
class EncryptedDatabaseTest {

  private static final SelfSignedCertificate ITS = SelfSignedCertificate.create("localhost");
  private static final SelfSignedCertificate FOREIGN = SelfSignedCertificate.create("localhost");

  private static Vertx vertx;
  private static Database admin;

  @BeforeAll
  static void encrypt() throws IOException {
    vertx = Vertx.vertx();
    admin = Database.open(vertx, EmbeddedServices.database());
    var data = Path.of(text(admin, "SHOW data_directory"));
    place(Path.of(ITS.certificatePath()), data.resolve("server.crt"));
    place(Path.of(ITS.privateKeyPath()), data.resolve("server.key"));
    await(admin.run("ALTER SYSTEM SET ssl = on"));
    await(admin.run("SELECT pg_reload_conf()"));
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> isEncrypted("localhost", "sslmode=require").equals("true"));
  }

  @AfterAll
  static void asItWas() {
    await(admin.run("ALTER SYSTEM RESET ssl"));
    await(admin.run("SELECT pg_reload_conf()"));
    await(vertx.close());
  }

  @Test
  void whoWantsEncryptionGetsIt() {
    assertEquals("true", isEncrypted("localhost", "sslmode=prefer"));
    assertEquals("true", isEncrypted("localhost", verifying("verify-full", ITS)));
    assertEquals("true", isEncrypted("127.0.0.1", verifying("verify-ca", ITS)));
    assertEquals("false", isEncrypted("localhost", "sslmode=disable"));
  }

  @Test
  void aServerThatCannotProveItselfIsRefused() {
    assertThrows(
        VideoException.class, () -> isEncrypted("localhost", verifying("verify-full", FOREIGN)));
    assertThrows(
        VideoException.class, () -> isEncrypted("127.0.0.1", verifying("verify-full", ITS)));
    assertThrows(VideoException.class, () -> isEncrypted("localhost", "sslmode=verify-full"));
  }

  @Test
  void migrationsGoTheSameWay() {
    Migrations.run(settings("localhost", verifying("verify-full", ITS)));
    assertThrows(SQLException.class, () -> connect("127.0.0.1", verifying("verify-full", ITS)));
    assertThrows(SQLException.class, () -> connect("localhost", verifying("verify-full", FOREIGN)));
    assertThrows(SQLException.class, () -> connect("localhost", "sslmode=verify-full"));
  }

  /** As migrations do, but once. */
  private static void connect(String host, String parameters) throws SQLException {
    var settings = settings(host, parameters);
    DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password()).close();
  }

  private static String isEncrypted(String host, String parameters) {
    var database = Database.open(vertx, settings(host, parameters));
    try {
      return text(database, "SELECT ssl::TEXT FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
    } finally {
      await(database.close());
    }
  }

  private static String text(Database database, String statement) {
    return await(database.run(statement)).iterator().next().getString(0);
  }

  private static String verifying(String mode, SelfSignedCertificate by) {
    return "sslmode=" + mode + "&sslrootcert=" + by.certificatePath();
  }

  private static DatabaseSettings settings(String host, String parameters) {
    var plain = EmbeddedServices.database().url().toString().replace("127.0.0.1", host);
    return new DatabaseSettings(URI.create(plain + "?" + parameters), 1);
  }

  /** Readable by the server alone, or it does not take the key. */
  private static void place(Path from, Path to) throws IOException {
    Files.copy(from, to);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
    Files.setOwner(to, Files.getOwner(to.getParent()));
  }
}
