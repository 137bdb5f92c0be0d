package dev.vitascope;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.UUID;

/**
 * Certificate authorities of one's own, trusted besides the usual ones by every connection that
 * this process opens. All its clients ask the JVM whom to trust, so that is told once, before the
 * first of them is made.
 *
 * @param pem certificates, one after another (RFC 7468)
 */
public record Authorities(Path pem) {

  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final String TYPE = "javax.net.ssl.trustStoreType";

  /**
   * Has them trusted from now on.
   *
   * @throws SettingsException if the file holds no certificates
   */
  public void trust() throws IOException {
    try {
      var password = UUID.randomUUID().toString();
      var file = Files.createTempFile("vitascope-authorities", ".p12");
      file.toFile().deleteOnExit();
      try (var out = Files.newOutputStream(file)) {
        all().store(out, password.toCharArray());
      }
      System.setProperty(STORE, file.toString());
      System.setProperty(PASSWORD, password);
      System.setProperty(TYPE, "PKCS12");
    } catch (NoSuchFileException e) {
      throw new SettingsException(pem + " is not there", e);
    } catch (GeneralSecurityException e) {
      throw new SettingsException(pem + " holds no certificates in PEM", e);
    }
  }

  private KeyStore all() throws IOException, GeneralSecurityException {
    var store = usual();
    int number = 0;
    try (var in = Files.newInputStream(pem)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("vitascope-" + number++, certificate);
      }
    }
    if (number == 0) {
      throw new CertificateException("none");
    }
    return store;
  }

  private static KeyStore usual() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    var usual = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream in =
        Files.newInputStream(Path.of(System.getProperty("java.home"), "lib/security/cacerts"))) {
      usual.load(in, null);
    }
    for (var aliases = usual.aliases(); aliases.hasMoreElements(); ) {
      var alias = aliases.nextElement();
      store.setCertificateEntry(alias, usual.getCertificate(alias));
    }
    return store;
  }
}
