package dev.vitascope.bus;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** Makes one event bus of those of all nodes, by Hazelcast. */
public record Cluster(ClusterSettings settings) {

  private static final String NAME = "vitascope";

  /** Before the builder gets its options. */
  public VertxOptions in(VertxOptions options) {
    var bus = new EventBusOptions().setHost(settings.host()).setClusterPublicHost(settings.host());
    settings.tls().ifPresent(tls -> secure(bus, tls));
    return options.setEventBusOptions(bus);
  }

  /** Joins, or founds, the cluster. */
  public Future<Vertx> join(VertxBuilder builder) {
    return builder.withClusterManager(new HazelcastClusterManager(hazelcast())).buildClustered();
  }

  /** Both sides show a certificate. */
  private static void secure(EventBusOptions bus, ClusterSettings.Tls tls) {
    bus.setSsl(true)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(tls.certificate().toString())
                .setKeyPath(tls.key().toString()))
        .setTrustOptions(new PemTrustOptions().addCertPath(tls.authority().toString()))
        .setClientAuth(ClientAuth.REQUIRED);
  }

  private Config hazelcast() {
    var config = ConfigUtil.loadConfig().setClusterName(NAME);
    config
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.phone.home.enabled", "false")
        // A node leaves when it has done what it has to do, not when the signal comes.
        .setProperty("hazelcast.shutdownhook.enabled", "false");
    var network = config.getNetworkConfig();
    network.setPort(settings.port()).setPublicAddress(settings.host());
    network.getInterfaces().setEnabled(true).addInterface(settings.host());
    find(network.getJoin());
    return config;
  }

  /** Nothing is searched for by shouting into the network. */
  private void find(JoinConfig join) {
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(settings.kubernetesService().isEmpty());
    settings.members().forEach(join.getTcpIpConfig()::addMember);
    settings
        .kubernetesService()
        .ifPresent(
            service ->
                join.getKubernetesConfig().setEnabled(true).setProperty("service-dns", service));
  }
}
