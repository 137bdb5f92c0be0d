package dev.vitascope.devservices;

import dev.vitascope.process.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** An IPFS node that keeps, pins and serves what it is given, and talks to no other. */
record KuboNode(Site site, KuboBinary binary, Path repo, KuboPorts ports) {

  private static final Supervisor STOP = new Supervisor("TERM", Duration.ofSeconds(5));
  private static final Duration LIMIT = Duration.ofMinutes(1);

  record KuboPorts(int api, int gateway, int swarm) {}

  static Running start(Site site) {
    try {
      var binary = KuboBinary.find(site);
      var ports =
          new KuboPorts(
              site.ports().port("ipfs.api"),
              site.ports().port("ipfs.gateway"),
              site.ports().port("ipfs.swarm"));
      return new KuboNode(site, binary, site.folder(Part.IPFS).resolve("repo"), ports).start();
    } catch (IOException e) {
      throw new ServiceFailed(Part.IPFS, e);
    }
  }

  private Running start() throws IOException {
    if (!Files.exists(repo.resolve("config"))) {
      initialize();
    }
    KuboConfig.adapt(repo.resolve("config"), ports);
    var child =
        Child.start(site, Part.IPFS, STOP, program("daemon", "--migrate=true"), LIMIT, this::up);
    return new Running(
        binary.source(),
        binary.version(),
        api().toString(),
        Map.of(
            "VITASCOPE_IPFS_API", api().toString(),
            "VITASCOPE_IPFS_GATEWAY", gateway().toString()),
        child::stop);
  }

  private void initialize() throws IOException {
    var log = site.log("ipfs-init");
    if (!Program.run(program("init", "--profile=test"), log, LIMIT)) {
      throw new ServiceFailed(Part.IPFS, "could not make its data folder", log);
    }
  }

  private ProcessBuilder program(String... arguments) {
    var program = new ProcessBuilder(arguments);
    program.command().add(0, binary.path().toString());
    program.environment().keySet().removeIf(name -> name.startsWith("IPFS_"));
    program.environment().put("IPFS_PATH", repo.toString());
    program.environment().put("IPFS_TELEMETRY", "off");
    return program;
  }

  private URI api() {
    return URI.create("http://127.0.0.1:" + ports.api());
  }

  private URI gateway() {
    return URI.create("http://127.0.0.1:" + ports.gateway());
  }

  private boolean up() throws InterruptedException {
    var version = HttpRequest.newBuilder(api().resolve("/api/v0/version"));
    // The gateway opens after the API; the empty directory, inlined in its name, is always there.
    return Http.answers(version.POST(BodyPublishers.noBody()))
        && Http.answers(gateway().resolve("/ipfs/bafkqaaa"));
  }
}
