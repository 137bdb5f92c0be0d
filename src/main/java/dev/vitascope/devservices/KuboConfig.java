package dev.vitascope.devservices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitascope.devservices.KuboNode.KuboPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Kubo's {@code config}, turned into that of a node that keeps to this machine. */
final class KuboConfig {

  private static final ObjectMapper JSON = new ObjectMapper();

  private KuboConfig() {}

  /** Sets what we need and leaves the rest, the node's identity above all. */
  static void adapt(Path file, KuboPorts ports) throws IOException {
    var config = (ObjectNode) JSON.readTree(file.toFile());
    addresses(ports).forEach((path, value) -> set(config, path, value));
    QUIET.forEach((path, value) -> set(config, path, value));
    GATEWAY.forEach((path, value) -> set(config, path, value));
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), config);
  }

  private static Map<String, Object> addresses(KuboPorts ports) {
    return Map.of(
        "Addresses.API", loopback(ports.api()),
        "Addresses.Gateway", loopback(ports.gateway()),
        "Addresses.Swarm", List.of(loopback(ports.swarm())));
  }

  private static String loopback(int port) {
    return "/ip4/127.0.0.1/tcp/" + port;
  }

  /** Nobody is looked for, announced to, asked for certificates or told of us. */
  private static final Map<String, Object> QUIET =
      Map.ofEntries(
          Map.entry("Bootstrap", List.of()),
          Map.entry("Discovery.MDNS.Enabled", false),
          Map.entry("Routing.Type", "none"),
          Map.entry("Routing.DelegatedRouters", List.of()),
          Map.entry("Ipns.DelegatedPublishers", List.of()),
          Map.entry("DNS.Resolvers", Map.of()),
          Map.entry("Provide.Enabled", false),
          Map.entry("AutoConf.Enabled", false),
          Map.entry("AutoTLS.Enabled", false),
          Map.entry("AutoNAT.ServiceMode", "disabled"),
          Map.entry("HTTPRetrieval.Enabled", false),
          Map.entry("Swarm.DisableNatPortMap", true),
          Map.entry("Swarm.EnableHolePunching", false),
          Map.entry("Swarm.RelayClient.Enabled", false),
          Map.entry("Swarm.RelayService.Enabled", false),
          Map.entry("Version.SwarmCheckEnabled", false),
          Map.entry("Plugins.Plugins.telemetry.Config.Mode", "off"));

  // Paths stay paths, also under the name localhost, which Kubo would send to a subdomain. What is
  // not here cannot be fetched, and is said to be missing at once.
  private static final Map<String, Object> GATEWAY =
      Map.of(
          "Gateway.NoFetch",
          true,
          "Gateway.PublicGateways",
          Map.of("localhost", Map.of("UseSubdomains", false, "Paths", List.of("/ipfs", "/ipns"))));

  private static void set(ObjectNode config, String path, Object value) {
    var dot = path.indexOf('.');
    if (dot < 0) {
      config.set(path, JSON.valueToTree(value));
      return;
    }
    var name = path.substring(0, dot);
    var inner = config.get(name) instanceof ObjectNode there ? there : config.putObject(name);
    set(inner, path.substring(dot + 1), value);
  }
}
