package dev.vitascope.api;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the HTTP door stands.
 *
 * @param host the address it listens on
 * @param port it listens on, 0 for any that is free
 * @param webroot the folder of the page; where it is empty, {@code webroot/} of the class path
 * @param tls its certificate; absent for plain HTTP
 * @param behindProxy whether nobody reaches it but by a proxy of ours, which tells who calls
 * @param callsPerMinute that one client may make of a node; absent for any number
 * @param storageOrigins where browsers send originals to and play videos from; only scheme, host
 *     and port count
 */
public record HttpSettings(
    String host,
    int port,
    Optional<Path> webroot,
    Optional<Tls> tls,
    boolean behindProxy,
    Optional<Integer> callsPerMinute,
    List<URI> storageOrigins) {

  /**
   * A certificate and its key, in PEM (RFC 7468).
   *
   * @param every how often the files are looked at for others
   */
  public record Tls(Path certificate, Path key, Duration every) {

    private static final Duration EVERY = Duration.ofSeconds(10);

    public static Tls of(Path certificate, Path key) {
      return new Tls(certificate, key, EVERY);
    }
  }

  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 8080;

  public HttpSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the HTTP door needs an address to listen on");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port lies between 0 and 65535: " + port);
    }
    if (callsPerMinute.filter(calls -> calls < 1).isPresent()) {
      throw new IllegalArgumentException("a client may call once a minute at least");
    }
    storageOrigins = storageOrigins.stream().map(HttpSettings::origin).distinct().toList();
  }

  public static HttpSettings defaults() {
    return new HttpSettings(
        DEFAULT_HOST,
        DEFAULT_PORT,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        List.of());
  }

  private static URI origin(URI address) {
    if (address.getScheme() == null || address.getRawAuthority() == null) {
      throw new IllegalArgumentException("a storage address reads https://host: " + address);
    }
    return URI.create(address.getScheme() + "://" + address.getRawAuthority());
  }
}
