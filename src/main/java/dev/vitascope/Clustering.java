package dev.vitascope;

import dev.vitascope.bus.ClusterSettings;
import java.nio.file.Path;
import java.util.Optional;

/** Whether and how the nodes' event buses are one, as the settings have it. */
final class Clustering {

  private Clustering() {}

  static Optional<ClusterSettings> of(SettingsSource source) {
    return source.flag("VITASCOPE_CLUSTER")
        ? Optional.of(
            new ClusterSettings(
                source.text("VITASCOPE_CLUSTER_HOST").orElse("127.0.0.1"),
                source.number("VITASCOPE_CLUSTER_PORT", ClusterSettings.DEFAULT_PORT),
                source.list("VITASCOPE_CLUSTER_MEMBERS"),
                source.text("VITASCOPE_CLUSTER_KUBERNETES"),
                tls(source)))
        : Optional.empty();
  }

  private static Optional<ClusterSettings.Tls> tls(SettingsSource source) {
    return source
        .text("VITASCOPE_CLUSTER_TLS_CERT")
        .map(
            certificate ->
                new ClusterSettings.Tls(
                    Path.of(certificate),
                    Path.of(source.required("VITASCOPE_CLUSTER_TLS_KEY")),
                    Path.of(source.required("VITASCOPE_CLUSTER_TLS_CA"))));
  }
}
