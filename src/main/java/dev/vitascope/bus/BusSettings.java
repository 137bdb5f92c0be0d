package dev.vitascope.bus;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The broker, and how long things may take before others step in.
 *
 * @param pulsarUrl {@code pulsar://host:port} or {@code pulsar+ssl://…}
 * @param admin the broker's admin address, if it is to be told to drop repeats
 * @param node this process's name among all, unique per start
 * @param lease how long a worker may be silent before its job goes to another
 * @param heartbeat between two signs of life of a running job; well under the lease
 * @param firstRetry the wait after a first failed attempt; doubles with each, up to {@code
 *     lastRetry}
 * @param grace how long jobs at work may go on when the node is told to stop
 * @param cluster with whom this node shares its event bus, if it does
 */
public record BusSettings(
    URI pulsarUrl,
    Optional<URI> admin,
    String node,
    Duration lease,
    Duration heartbeat,
    Duration firstRetry,
    Duration lastRetry,
    Duration grace,
    Optional<ClusterSettings> cluster) {

  public BusSettings {
    if (pulsarUrl.getScheme() == null || !pulsarUrl.getScheme().startsWith("pulsar")) {
      throw new IllegalArgumentException("the broker's address reads pulsar://host:port");
    }
    if (heartbeat.multipliedBy(3).compareTo(lease) > 0) {
      throw new IllegalArgumentException("a lease outlives three heartbeats at least");
    }
  }

  public static BusSettings of(
      URI pulsarUrl,
      Optional<URI> admin,
      String node,
      Duration grace,
      Optional<ClusterSettings> cluster) {
    return new BusSettings(
        pulsarUrl,
        admin,
        node,
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofMinutes(10),
        grace,
        cluster);
  }
}
