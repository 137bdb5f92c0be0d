package dev.vitascope.db;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;

/** How connections to the database are encrypted, where they are: as libpq's {@code sslmode}s. */
final class DatabaseEncryption {

  private DatabaseEncryption() {}

  static ClientSSLOptions of(DatabaseSettings settings) {
    var options = new ClientSSLOptions();
    if (!settings.verifies()) {
      return options.setTrustAll(true).setHostnameVerificationAlgorithm("");
    }
    return options
        .setHostnameVerificationAlgorithm(settings.sslMode().equals("verify-full") ? "HTTPS" : "")
        .setTrustOptions(
            settings
                .authorities()
                .<TrustOptions>map(file -> new PemTrustOptions().addCertPath(file))
                .orElseGet(() -> TrustOptions.wrap(trusted())));
  }

  /** Whom the process trusts. */
  private static TrustManagerFactory trusted() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return factory;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM trusts nobody", e);
    }
  }
}
