package dev.vitascope;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What of the settings would let something go over a network unencrypted. Loopback is none. */
final class PlainText {

  private static final Map<String, String> SCHEMES =
      new TreeMap<>(
          Map.of(
              Settings.IPFS_PROOF_GATEWAY,
              "https",
              Settings.PULSAR_URL,
              "pulsar+ssl",
              Settings.PULSAR_ADMIN_URL,
              "https",
              Settings.S3_ENDPOINT,
              "https",
              "VITASCOPE_S3_PUBLIC_ENDPOINT",
              "https",
              "VITASCOPE_CDN_URL",
              "https",
              Settings.IPFS_API,
              "https",
              "VITASCOPE_IPFS_GATEWAY",
              "https",
              "VITASCOPE_OTLP_ENDPOINT",
              "https"));

  private static final Set<String> ENCRYPTED = Set.of("require", "verify-ca", "verify-full");

  private PlainText() {}

  /** The names of the settings that allow it, in order. */
  static List<String> allowedBy(SettingsSource source) {
    var allowed = new ArrayList<String>();
    if (!source.has(Settings.TLS_CERT) && !isLoopback(Settings.host(source))) {
      allowed.add(Settings.TLS_CERT);
    }
    var database = Settings.database(source);
    if (!ENCRYPTED.contains(database.sslMode()) && !isLoopback(database.url().getHost())) {
      allowed.add(Settings.DATABASE_URL);
    }
    var schemes = new TreeMap<>(SCHEMES);
    for (var keeper : source.list(Settings.PIN_SERVICES)) {
      schemes.put(Keepers.setting(keeper, "URL"), "https");
      schemes.put(Keepers.setting(keeper, "KUBO"), "https");
    }
    schemes.forEach(
        (setting, scheme) ->
            source
                .uri(setting)
                .filter(address -> !isEncrypted(address, scheme))
                .ifPresent(address -> allowed.add(setting)));
    return allowed;
  }

  private static boolean isEncrypted(URI address, String scheme) {
    return scheme.equals(address.getScheme()) || isLoopback(address.getHost());
  }

  /** By its own word: no name is looked up, which anybody might answer. */
  private static boolean isLoopback(String host) {
    if (host == null || !host.matches("localhost|[0-9.]+|\\[?[0-9a-fA-F:]+]?")) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
