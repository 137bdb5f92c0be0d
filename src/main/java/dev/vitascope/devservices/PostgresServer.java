package dev.vitascope.devservices;

import dev.vitascope.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL, from the binaries that came with the program. */
final class PostgresServer implements DevService {

  private static final String VERSION = "17.6";
  private static final String USER = "vitascope";
  private static final String DATABASE = "vitascope";

  private final Workplace workplace;
  private final DataLock lock;
  private ServiceProcess process;

  PostgresServer(Workplace workplace, DataLock lock) {
    this.workplace = workplace;
    this.lock = lock;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Running start() throws Exception {
    var home = binaries();
    var cluster = workplace.folder("postgres").resolve("cluster");
    if (Files.notExists(cluster.resolve("PG_VERSION"))) {
      initialize(home, cluster);
    }
    int port = workplace.port("postgres");
    var argv =
        unprivileged(
            home.resolve("bin/postgres").toString(),
            "-D",
            cluster.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=");
    // SIGINT asks for the fast shutdown: sessions are ended, nothing is lost.
    process =
        ServiceProcess.start(
            "postgres",
            workplace.log("postgres"),
            new Supervisor("INT", Duration.ofSeconds(10)),
            argv,
            Map.of(),
            lock);
    process.await(() -> connects(port), Duration.ofMinutes(1));
    return new Running(
        "bundled",
        "PostgreSQL " + VERSION,
        "127.0.0.1:" + port,
        Map.of(
            "VITASCOPE_DATABASE_URL",
            "postgresql://%s:%s@127.0.0.1:%d/%s"
                .formatted(USER, workplace.secret("postgres"), port, DATABASE)));
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  private Path binaries() throws IOException {
    var archive = "/postgres-%s-%s.txz".formatted(system(), machine());
    return Unpacked.tar(
        workplace.cache().resolve("postgres-" + VERSION),
        () ->
            new XZInputStream(
                Objects.requireNonNull(
                    PostgresServer.class.getResourceAsStream(archive), archive)));
  }

  private void initialize(Path home, Path cluster) throws IOException, InterruptedException {
    var password = Files.createTempFile(workplace.folder("postgres"), "password", "");
    Files.writeString(password, workplace.secret("postgres"));
    try {
      Command.run(
          unprivileged(
              home.resolve("bin/initdb").toString(),
              "-D",
              cluster.toString(),
              "-U",
              USER,
              "-A",
              "scram-sha-256",
              "--pwfile",
              password.toString(),
              "-E",
              "UTF8",
              "--locale=C"),
          Map.of(),
          workplace.folder("postgres"),
          workplace.log("postgres-initdb"));
    } finally {
      Files.delete(password);
    }
  }

  /** True once there is a database of ours; the first time it is made. */
  private boolean connects(int port) throws SQLException {
    var server = "jdbc:postgresql://127.0.0.1:" + port + "/";
    try (var connection =
            DriverManager.getConnection(server + "postgres", USER, workplace.secret("postgres"));
        var statement = connection.createStatement()) {
      var found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'");
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
      return true;
    }
  }

  /** PostgreSQL refuses to run as root: a user namespace makes it nobody in its own eyes. */
  private static List<String> unprivileged(String... argv) {
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name")) && "linux".equals(system())) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(argv));
    return command;
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
        ? "darwin"
        : "linux";
  }

  private static String machine() {
    return "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
  }
}
