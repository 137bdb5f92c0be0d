package dev.vitascope.db;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitascope.EmbeddedServices;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MigrationsTest {

  @Test
  @Timeout(60)
  void aWrongPasswordIsNotTriedForMinutes() {
    var right = EmbeddedServices.database().url();
    var wrong =
        URI.create(
            "postgresql://%s:wrong@%s:%d%s"
                .formatted(
                    EmbeddedServices.database().user(),
                    right.getHost(),
                    right.getPort(),
                    right.getPath()));
    assertThrows(IllegalStateException.class, () -> Migrations.run(new DatabaseSettings(wrong, 1)));
  }
}
