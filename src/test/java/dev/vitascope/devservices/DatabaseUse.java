package dev.vitascope.devservices;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** What a program does with the database it is given. */
record DatabaseUse(Map<String, String> settings) {

  void write(String word) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE words (word TEXT)");
      statement.execute("INSERT INTO words VALUES ('" + word + "')");
    }
  }

  String read() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var words = statement.executeQuery("SELECT upper(word) FROM words")) {
      words.next();
      return words.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    var url = URI.create(settings.get("VITASCOPE_DATABASE_URL"));
    var login = url.getUserInfo().split(":", 2);
    var jdbc = "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath());
    return DriverManager.getConnection(jdbc, login[0], login[1]);
  }
}
