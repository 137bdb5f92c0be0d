package dev.vitascope.access;

import static dev.vitascope.access.IdentityProvider.claims;
import static dev.vitascope.access.IdentityProvider.signed;
import static dev.vitascope.bus.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, by a token of ours or a JWT of the provider, and who is not. */
@ExtendWith(VertxExtension.class)
class AccessTest {

  private Vertx vertx;
  private IdentityProvider provider;
  private Access access;

  @BeforeEach
  void open(Vertx opened) {
    vertx = opened;
    provider = new IdentityProvider(vertx);
    access = Access.of(vertx, provider.settings());
  }

  @Test
  void eachRoleCoversThoseBeforeIt() {
    assertTrue(Role.OPERATOR.covers(Role.UPLOADER) && Role.UPLOADER.covers(Role.VIEWER));
    assertFalse(Role.VIEWER.covers(Role.UPLOADER));
  }

  @Test
  void aJwtOfTheProviderNamesWhoCalls() {
    assertEquals(new Caller("ada", Role.UPLOADER), admitted(provider.token("uploader")));
    assertEquals(Role.OPERATOR, admitted(provider.token(List.of("viewer", "operator"))).role());
    assertEquals(Role.UPLOADER, admitted(provider.token("openid uploader")).role());
    assertEquals("ada", admitted(signed(provider.ec, claims("viewer").build())).name());
    assertEquals(1, provider.asked.get());
  }

  @Test
  void whoMayLessThanIsNeededIsTurnedAway() {
    assertEquals(Failure.FORBIDDEN, refused(provider.token("viewer"), Role.UPLOADER));
    assertEquals(Failure.FORBIDDEN, refused(provider.token("gardener"), Role.VIEWER));
    assertEquals(Failure.FORBIDDEN, refused(provider.token(null), Role.VIEWER));
  }

  @Test
  void aJwtThatProvesNothingIsNotBelieved() throws Exception {
    var now = Instant.now();
    var past = Date.from(now.minusSeconds(120));
    var future = Date.from(now.plusSeconds(120));
    var secret = new MACSigner(provider.rsa.toPublicJWK().toJSONString().getBytes(UTF_8));
    var symmetric =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), all().build());
    symmetric.sign(secret);
    var good = provider.token("operator");
    for (var jwt :
        List.of(
            signed(provider.rsa, all().expirationTime(past).build()),
            signed(provider.rsa, all().expirationTime(null).build()),
            signed(provider.rsa, all().notBeforeTime(future).build()),
            signed(provider.rsa, all().issuer("https://other.example").build()),
            signed(provider.rsa, all().audience("another").build()),
            signed(provider.rsa, all().subject(null).build()),
            signed(provider.stranger, all().build()),
            new PlainJWT(all().build()).serialize(),
            symmetric.serialize(),
            good.substring(0, good.length() - 8) + "AAAAAAAA",
            "nonsense",
            "a.b.c")) {
      assertEquals(Failure.UNAUTHENTICATED, refused(jwt, Role.VIEWER), jwt);
    }
    assertTrue(provider.asked.get() <= 2, "asked for a strange key, and not over and over");
  }

  @Test
  void keysThatCannotBeFetchedAreNoFaultOfTheCallers() {
    var token = provider.token("viewer");
    provider.close();
    assertEquals(Failure.KEYS_UNAVAILABLE, refused(token, Role.VIEWER));
  }

  @Test
  void aTokenIsKnownByItsHash(@TempDir Path folder) throws Exception {
    var token = TokenHash.newToken();
    var line = "camera uploader " + TokenHash.of(token).hex();
    var file = Files.writeString(folder.resolve("tokens"), "# ours\n\n" + line + " # the porch\n");
    access = Access.of(vertx, tokens(file));
    assertEquals(new Caller("camera", Role.UPLOADER), admitted(token));
    assertEquals(Failure.UNAUTHENTICATED, refused(token + "x", Role.VIEWER));
    assertEquals(Failure.UNAUTHENTICATED, refused(TokenHash.of(token).hex(), Role.VIEWER));
    for (var shown : List.of(token, "Basic " + token, "Bearer", "Bearer a b")) {
      var refused = access.admit(Optional.of(shown), Role.VIEWER);
      assertEquals(Failure.UNAUTHENTICATED, VideoException.of(refused.cause()).failure(), shown);
    }
    assertTrue(access.admit(Optional.empty(), Role.VIEWER).failed());
  }

  /** A token itself may stand there by mistake. */
  @Test
  void aFileThatCannotBeReadIsToldOfWithoutItsWords(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("tokens"), "\ncamera uploader secret\n");
    var wrong = assertThrows(IllegalArgumentException.class, () -> Access.of(vertx, tokens(file)));
    assertEquals("line 2 of %s does not read `name role hash`".formatted(file), wrong.getMessage());
  }

  private static AccessSettings tokens(Path file) {
    return new AccessSettings(Optional.empty(), Optional.of(file), Optional.empty());
  }

  private static JWTClaimsSet.Builder all() {
    return claims("operator");
  }

  private Caller admitted(String token) {
    return await(access.admit(Optional.of("Bearer " + token), Role.VIEWER)).orElseThrow();
  }

  private Failure refused(String token, Role needed) {
    return assertThrows(
            VideoException.class, () -> await(access.admit(Optional.of("Bearer " + token), needed)))
        .failure();
  }
}
