package dev.vitascope;

import dev.vitascope.access.AccessSettings;
import dev.vitascope.access.TokenHash;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/** Who may call, as the settings have it. */
final class Admission {

  private static final String OPENLY = "VITASCOPE_AUTH";

  private Admission() {}

  /**
   * Reads it.
   *
   * @throws SettingsException if others than this machine can call, and nothing says who may
   */
  static AccessSettings of(SettingsSource source) {
    var settings =
        new AccessSettings(
            source.text(Settings.TOKEN).map(TokenHash::ofChosen),
            source.text("VITASCOPE_TOKENS").map(Path::of),
            jwt(source));
    if (source.has(OPENLY) && source.flag(OPENLY) == settings.isOpen()) {
      throw new SettingsException(
          settings.isOpen()
              ? "VITASCOPE_AUTH is on, and nobody could call: set VITASCOPE_TOKEN,"
                  + " VITASCOPE_TOKENS or VITASCOPE_JWKS_URL"
              : "VITASCOPE_AUTH is off, and there are tokens: take one or the other away");
    }
    if (settings.isOpen() && !source.has(OPENLY) && !isOwn(Settings.host(source))) {
      throw new SettingsException(
          "VITASCOPE_HOST lets others call, and nothing says who may: set VITASCOPE_TOKEN,"
              + " VITASCOPE_TOKENS or VITASCOPE_JWKS_URL, or VITASCOPE_AUTH=off if anyone may");
    }
    return settings;
  }

  private static Optional<AccessSettings.Jwt> jwt(SettingsSource source) {
    return source
        .uri("VITASCOPE_JWKS_URL")
        .map(
            keys ->
                new AccessSettings.Jwt(
                    keys,
                    source.required("VITASCOPE_JWT_ISSUER"),
                    source.required("VITASCOPE_JWT_AUDIENCE"),
                    source.text("VITASCOPE_JWT_ROLES").orElse("roles")));
  }

  private static boolean isOwn(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
