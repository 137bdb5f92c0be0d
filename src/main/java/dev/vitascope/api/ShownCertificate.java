package dev.vitascope.api;

import dev.vitascope.api.HttpSettings.Tls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.security.KeyException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the door shows. Its files are looked at over and over: others are shown as
 * soon as they are there and belong together, to whoever connects from then on.
 */
final class ShownCertificate {

  private static final Logger log = LoggerFactory.getLogger(ShownCertificate.class);

  /** By what a key of each kind signs. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private final Vertx vertx;
  private final Tls files;
  private List<Buffer> shown = List.of();

  ShownCertificate(Vertx vertx, Tls files) {
    this.vertx = vertx;
    this.files = files;
  }

  /** What is in the files now, to open the door with. */
  Future<PemKeyCertOptions> first() {
    return read()
        .map(
            found -> {
              shown = found;
              return options(found);
            });
  }

  /** Looks after the files for as long as the server's context lives. */
  void keepUpToDate(HttpServer server) {
    vertx.setPeriodic(files.every().toMillis(), tick -> look(server));
  }

  private void look(HttpServer server) {
    read()
        .compose(
            found -> {
              if (found.equals(shown)) {
                return Future.succeededFuture(false);
              }
              var pair = options(found);
              return requireMatching(pair, found)
                  .compose(
                      matching ->
                          server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(pair)))
                  .onSuccess(updated -> shown = found);
            })
        .onSuccess(
            updated -> {
              if (updated) {
                log.info("another certificate is shown: {}", files.certificate());
              }
            })
        .onFailure(
            failure -> log.warn("{} is not shown: {}", files.certificate(), failure.toString()));
  }

  private Future<List<Buffer>> read() {
    var disk = vertx.fileSystem();
    return Future.all(
            disk.readFile(files.certificate().toString()), disk.readFile(files.key().toString()))
        .map(both -> both.<Buffer>list());
  }

  /** The two files are not written at once, and a pair that is none would be shown all the same. */
  private Future<Void> requireMatching(PemKeyCertOptions pair, List<Buffer> found) {
    return vertx.executeBlocking(
        () -> {
          var certificate =
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(found.get(0).getBytes()));
          var type = certificate.getPublicKey().getAlgorithm();
          var keys = (X509KeyManager) pair.getKeyManagerFactory(vertx).getKeyManagers()[0];
          var signature = Signature.getInstance(SIGNATURES.get(type));
          signature.initSign(keys.getPrivateKey(keys.getServerAliases(type, null)[0]));
          var signed = signature.sign();
          signature.initVerify(certificate);
          if (!signature.verify(signed)) {
            throw new KeyException("the key is another certificate's");
          }
          return null;
        },
        false);
  }

  private static PemKeyCertOptions options(List<Buffer> found) {
    return new PemKeyCertOptions().addCertValue(found.get(0)).addKeyValue(found.get(1));
  }
}
