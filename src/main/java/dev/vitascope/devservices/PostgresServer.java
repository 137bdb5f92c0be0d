package dev.vitascope.devservices;

import dev.vitascope.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** PostgreSQL in a folder, reached over loopback TCP with a password made for it. */
record PostgresServer(
    Site site, PostgresBinaries binaries, Path folder, String password, int port) {

  private static final String NAME = "vitascope";
  // SIGINT is PostgreSQL's fast shutdown: clients are cut off, everything is written.
  private static final Supervisor FAST_SHUTDOWN = new Supervisor("INT", Duration.ofSeconds(5));
  private static final Duration LIMIT = Duration.ofMinutes(1);

  static Running start(Site site) {
    try {
      var binaries = PostgresBinaries.in(site.cache());
      var folder = site.folder(Part.POSTGRES);
      var password = Secret.in(folder.resolve("password"));
      var port = site.ports().port("postgres");
      return new PostgresServer(site, binaries, folder, password, port).start();
    } catch (IOException e) {
      throw new ServiceFailed(Part.POSTGRES, e);
    }
  }

  private Running start() throws IOException {
    var cluster = folder.resolve("data");
    if (!Files.exists(cluster)) {
      initialize(cluster);
    }
    StalePidFile.removeFrom(cluster);
    var child =
        Child.start(site, Part.POSTGRES, FAST_SHUTDOWN, program(server(cluster)), LIMIT, this::up);
    var url = "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(NAME, password, port, NAME);
    return new Running(
        "bundled",
        binaries.version(),
        "127.0.0.1:" + port,
        Map.of("VITASCOPE_DATABASE_URL", url),
        child::stop);
  }

  private void initialize(Path cluster) throws IOException {
    var draft = folder.resolve("data.draft");
    Cache.delete(draft);
    var argv =
        List.of(
            binaries.path("initdb"),
            "--pgdata=" + draft,
            "--username=" + NAME,
            "--pwfile=" + folder.resolve("password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions");
    var log = site.log("postgres-init");
    if (!Program.run(program(argv), log, LIMIT)) {
      throw new ServiceFailed(Part.POSTGRES, "could not make its data folder", log);
    }
    Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  // No socket file: its path may be no longer than 107 bytes, and nobody needs it.
  private List<String> server(Path cluster) {
    return List.of(
        binaries.path("postgres"),
        "-D",
        cluster.toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "max_connections=200");
  }

  private static ProcessBuilder program(List<String> argv) {
    var command = new ArrayList<>(Superuser.steppedDown(Part.POSTGRES));
    command.addAll(argv);
    var program = new ProcessBuilder(command);
    program.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return program;
  }

  /** Whether it answers; the first time it does, our database is made. */
  private boolean up() {
    var login = new Properties();
    login.setProperty("user", NAME);
    login.setProperty("password", password);
    login.setProperty("connectTimeout", "5");
    login.setProperty("socketTimeout", "30");
    var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    try (var connection = DriverManager.getConnection(url, login);
        var statement = connection.createStatement()) {
      var sql = "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'";
      if (!statement.executeQuery(sql).next()) {
        statement.execute("CREATE DATABASE " + NAME);
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
