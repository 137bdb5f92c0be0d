package dev.vitascope.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Believes the JWTs of one identity provider (RFC 7519, RFC 8725): signed with a key of its set,
 * for us, and not expired. The set is fetched when it is needed, kept for minutes, asked for again
 * where a key is not in it, and believed for an hour more while it cannot be fetched.
 */
record JwtCheck(Vertx vertx, JWTProcessor<SecurityContext> processor, AccessSettings.Jwt settings) {

  /** Of public keys alone: nobody signs with what everybody knows. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  private static final int FETCH_MILLIS = (int) Duration.ofSeconds(3).toMillis();
  private static final int MOST_BYTES = 1 << 20;
  private static final long WITHOUT_PROVIDER = Duration.ofHours(1).toMillis();
  private static final int LEEWAY_SECONDS = 30;

  static JwtCheck of(Vertx vertx, AccessSettings.Jwt settings) {
    try {
      var fetch = new DefaultResourceRetriever(FETCH_MILLIS, FETCH_MILLIS, MOST_BYTES);
      var keys =
          JWKSourceBuilder.create(settings.keys().toURL(), fetch)
              .retrying(true)
              .outageTolerant(WITHOUT_PROVIDER)
              .build();
      var claims =
          new DefaultJWTClaimsVerifier<>(
              settings.audience(),
              new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
              Set.of("sub", "exp"));
      claims.setMaxClockSkew(LEEWAY_SECONDS);
      var processor = new DefaultJWTProcessor<>();
      processor.setJWSTypeVerifier(
          new DefaultJOSEObjectTypeVerifier<>(
              JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
      processor.setJWTClaimsSetVerifier(claims);
      return new JwtCheck(vertx, processor, settings);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("keys are fetched by https", e);
    }
  }

  /** Whose it is; judged by a worker thread, which may have to fetch keys. */
  Future<Caller> caller(String jwt) {
    return vertx.executeBlocking(() -> judge(jwt), false);
  }

  private Caller judge(String jwt) {
    try {
      var claims = processor.process(jwt, null);
      return new Caller(claims.getSubject(), role(claims));
    } catch (KeySourceException e) {
      throw new VideoException(Failure.KEYS_UNAVAILABLE, e);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new VideoException(Failure.UNAUTHENTICATED, e);
    }
  }

  /** A word, words with spaces between (as in {@code scope}), or a list of words. */
  private Role role(JWTClaimsSet claims) {
    return words(claims.getClaim(settings.roles()))
        .flatMap(word -> Role.named(word).stream())
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> new VideoException(Failure.FORBIDDEN));
  }

  private static Stream<String> words(Object claim) {
    return switch (claim) {
      case String text -> Arrays.stream(text.split(" ", -1));
      case List<?> list -> list.stream().map(Object::toString);
      case null, default -> Stream.of();
    };
  }
}
