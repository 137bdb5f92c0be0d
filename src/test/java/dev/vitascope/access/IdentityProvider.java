package dev.vitascope.access;

import static dev.vitascope.bus.Waiting.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Signs JWTs and serves the keys to check them with. */
public final class IdentityProvider {

  public static final String ISSUER = "https://id.example";
  public static final String AUDIENCE = "vitascope";

  final RSAKey rsa = key(() -> new RSAKeyGenerator(2048).keyID("rsa").generate());
  final RSAKey stranger = key(() -> new RSAKeyGenerator(2048).keyID("stranger").generate());
  final ECKey ec = key(() -> new ECKeyGenerator(Curve.P_256).keyID("ec").generate());
  final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;

  private interface Made<T> {
    T make() throws JOSEException;
  }

  public IdentityProvider(Vertx vertx) {
    var keys = new JWKSet(List.of((JWK) rsa, ec)).toString(true);
    server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      asked.incrementAndGet();
                      request.response().end(keys);
                    })
                .listen(0, "127.0.0.1"));
  }

  public AccessSettings settings() {
    var keys = URI.create("http://127.0.0.1:" + server.actualPort() + "/keys");
    return new AccessSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.of(new AccessSettings.Jwt(keys, ISSUER, AUDIENCE, "roles")));
  }

  void close() {
    await(server.close());
  }

  static JWTClaimsSet.Builder claims(Object roles) {
    return new JWTClaimsSet.Builder()
        .subject("ada")
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
        .claim("roles", roles);
  }

  /** A token of somebody with these roles. */
  public String token(Object roles) {
    return signed(rsa, claims(roles).build());
  }

  static String signed(JWK key, JWTClaimsSet claims) {
    return key(
        () -> {
          var algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
          JWSSigner signer =
              key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
          var header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
          var jwt = new SignedJWT(header, claims);
          jwt.sign(signer);
          return jwt.serialize();
        });
  }

  private static <T> T key(Made<T> made) {
    try {
      return made.make();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
