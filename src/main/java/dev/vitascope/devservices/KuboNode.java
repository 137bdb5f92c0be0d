package dev.vitascope.devservices;

import dev.vitascope.process.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A Kubo node that speaks to nobody but us. */
final class KuboNode implements DevService {

  private static final Pattern VERSION = Pattern.compile("\"Version\":\"([^\"]+)\"");

  private final Workplace workplace;
  private final DataLock lock;
  private final Consumer<String> preparing;
  private ServiceProcess process;

  KuboNode(Workplace workplace, DataLock lock, Consumer<String> preparing) {
    this.workplace = workplace;
    this.lock = lock;
    this.preparing = preparing;
  }

  @Override
  public String name() {
    return "ipfs";
  }

  @Override
  public Running start() throws Exception {
    var binary = new KuboBinary(workplace, preparing).find();
    var repository = workplace.folder("kubo").resolve("repository");
    var environment =
        Map.of(
            "IPFS_PATH", repository.toString(), "IPFS_TELEMETRY", "off", "GOLOG_LOG_LEVEL", "warn");
    if (Files.notExists(repository.resolve("config"))) {
      ipfs(binary.ipfs(), environment, "init", "--empty-repo", "--profile=server");
    }
    // Left by a node that was killed: commands would go to whoever has that port by now.
    Files.deleteIfExists(repository.resolve("api"));
    int api = workplace.port("kubo-api");
    int gateway = workplace.port("kubo-gateway");
    configure(binary.ipfs(), environment, api, gateway);
    process =
        ServiceProcess.start(
            "kubo",
            workplace.log("kubo"),
            new Supervisor("TERM", Duration.ofSeconds(5)),
            List.of(binary.ipfs().toString(), "daemon", "--migrate=true"),
            environment,
            lock);
    process.await(() -> version(api) != null, Duration.ofMinutes(1));
    return new Running(
        binary.source(),
        "Kubo " + version(api),
        "127.0.0.1:" + api,
        Map.of(
            "VITASCOPE_IPFS_API", "http://127.0.0.1:" + api,
            "VITASCOPE_IPFS_GATEWAY", "http://127.0.0.1:" + gateway));
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  /** No peers, no lookups, no reports: nothing leaves this machine. */
  private void configure(Path ipfs, Map<String, String> environment, int api, int gateway)
      throws IOException, InterruptedException {
    var settings =
        List.of(
            List.of("Bootstrap", "[]"),
            List.of("Addresses.Swarm", "[]"),
            List.of("Addresses.API", "\"/ip4/127.0.0.1/tcp/" + api + "\""),
            List.of("Addresses.Gateway", "\"/ip4/127.0.0.1/tcp/" + gateway + "\""),
            List.of("Routing.Type", "\"none\""),
            List.of("AutoConf.Enabled", "false"),
            List.of("AutoTLS.Enabled", "false"),
            List.of("Routing.DelegatedRouters", "[]"),
            List.of("Ipns.DelegatedPublishers", "[]"),
            List.of("DNS.Resolvers", "{}"),
            List.of("Discovery.MDNS.Enabled", "false"),
            List.of("Swarm.DisableNatPortMap", "true"),
            List.of("Swarm.RelayClient.Enabled", "false"),
            List.of("Swarm.RelayService.Enabled", "false"),
            List.of("Gateway.NoFetch", "true"),
            List.of(
                "Gateway.PublicGateways",
                "{\"localhost\":{\"UseSubdomains\":false,\"Paths\":[\"/ipfs\",\"/ipns\"]}}"));
    for (var setting : settings) {
      ipfs(ipfs, environment, "config", "--json", setting.get(0), setting.get(1));
    }
  }

  private void ipfs(Path ipfs, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var argv = new java.util.ArrayList<String>();
    argv.add(ipfs.toString());
    argv.addAll(List.of(arguments));
    Command.run(argv, environment, workplace.folder("kubo"), workplace.log("kubo-config"));
  }

  private static String version(int api) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api + "/api/v0/version"))
              .timeout(Duration.ofSeconds(5))
              .POST(BodyPublishers.noBody())
              .build();
      var matcher = VERSION.matcher(http.send(request, BodyHandlers.ofString()).body());
      return matcher.find() ? matcher.group(1) : null;
    }
  }
}
