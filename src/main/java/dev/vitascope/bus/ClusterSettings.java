package dev.vitascope.bus;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How nodes find each other, for an event bus that reaches all of them. None of it is needed for
 * anything to come out right: what it carries is a hint.
 *
 * @param host this node's address, as the others reach it
 * @param port where Hazelcast's members talk; the next free one above it if it is taken
 * @param members {@code host} or {@code host:port} of some others
 * @param kubernetesService a headless service whose addresses are the others
 * @param tls secures what goes over the bus, and lets in only who has a certificate of its own
 */
public record ClusterSettings(
    String host,
    int port,
    List<String> members,
    Optional<String> kubernetesService,
    Optional<Tls> tls) {

  public static final int DEFAULT_PORT = 5701;

  /**
   * Certificates in PEM.
   *
   * @param authority whose certificates the others must have
   */
  public record Tls(Path certificate, Path key, Path authority) {}

  public ClusterSettings {
    members = List.copyOf(members);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("a cluster port lies between 1 and 65535: " + port);
    }
    if (!members.isEmpty() && kubernetesService.isPresent()) {
      throw new IllegalArgumentException("name the cluster's members or a Kubernetes service");
    }
  }
}
