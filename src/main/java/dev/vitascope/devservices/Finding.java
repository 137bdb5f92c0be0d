package dev.vitascope.devservices;

/**
 * What a part would be started from.
 *
 * @param source where the program comes from: "bundled", "PATH", "to be built with Go, once"
 */
public record Finding(Part part, String source, String version) {

  /**
   * Looks for a part; nothing is started, built, unpacked or fetched. Blocks.
   *
   * @throws ServiceUnavailable if this machine lacks what it needs; the message says what to do
   */
  public static Finding of(Part part, DevServicesOptions options) {
    return switch (part) {
      case POSTGRES -> new Finding(part, "bundled", PostgresBinaries.bundledVersion());
      case PULSAR -> new Finding(part, "bundled", PulsarDistribution.bundledVersion());
      case S3 -> new Finding(part, "bundled", S3ProxyServer.bundledVersion());
      case IPFS -> KuboBinary.prospect(new Cache(options.cache()));
    };
  }
}
