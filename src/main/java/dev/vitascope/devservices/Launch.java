package dev.vitascope.devservices;

import java.time.Duration;
import java.util.Map;

/** One part, started or known to be unavailable. */
record Launch(ServiceReport report, Map<String, String> settings, Runnable stop) {

  Launch {
    settings = Map.copyOf(settings);
  }

  /**
   * Starts a part and tells the listener.
   *
   * @throws DevServicesException if it fails, or is unavailable and cannot be done without
   */
  static Launch of(Part part, Site site) {
    var begun = System.nanoTime();
    Launch launch;
    try {
      var running = start(part, site);
      launch = ready(part, running, Duration.ofNanos(System.nanoTime() - begun));
    } catch (ServiceUnavailable e) {
      if (part != Part.IPFS) {
        throw e;
      }
      var report = new ServiceReport.Unavailable(part, e.getMessage());
      launch = new Launch(report, Map.of(), () -> {});
    }
    site.listener().accept(launch.report());
    return launch;
  }

  private static Running start(Part part, Site site) {
    return switch (part) {
      case POSTGRES -> PostgresServer.start(site);
      case PULSAR -> PulsarStandalone.start(site);
      case S3 -> S3ProxyServer.start(site);
      case IPFS -> KuboNode.start(site);
    };
  }

  private static Launch ready(Part part, Running running, Duration took) {
    var report =
        new ServiceReport.Ready(part, running.source(), running.version(), running.address(), took);
    return new Launch(report, running.settings(), running.stop());
  }
}
