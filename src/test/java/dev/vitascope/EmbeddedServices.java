package dev.vitascope;

import dev.vitascope.db.DatabaseSettings;
import java.net.URI;

/** The real parts that tests run on, started once a run. */
public final class EmbeddedServices {

  private EmbeddedServices() {}

  public static DatabaseSettings database() {
    return new DatabaseSettings(URI.create("postgresql://postgres:x@127.0.0.1:54999/vitascope"), 8);
  }

  public static URI pulsarUrl() {
    return URI.create("pulsar://127.0.0.1:6650");
  }
}
