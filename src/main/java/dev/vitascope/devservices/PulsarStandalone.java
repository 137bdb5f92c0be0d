package dev.vitascope.devservices;

import dev.vitascope.process.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pulsar's broker with its bookie and its metadata in one process, on the JVM that runs us. */
record PulsarStandalone(
    Site site, PulsarDistribution distribution, Path folder, PulsarPorts ports) {

  // All that a client was told is stored is in the journal: a kill loses nothing.
  private static final Supervisor STOP = new Supervisor("TERM", Duration.ofSeconds(5));
  private static final Duration LIMIT = Duration.ofMinutes(2);

  record PulsarPorts(int broker, int http) {}

  static Running start(Site site) {
    try {
      var distribution = PulsarDistribution.in(site.cache());
      var ports = new PulsarPorts(site.ports().port("pulsar"), site.ports().port("pulsar.http"));
      return new PulsarStandalone(site, distribution, site.folder(Part.PULSAR), ports).start();
    } catch (IOException e) {
      throw new ServiceFailed(Part.PULSAR, e);
    }
  }

  private Running start() throws IOException {
    var conf = folder.resolve("standalone.conf");
    PulsarConf.write(distribution.folder(), conf, ports);
    // Native libraries are unpacked here at each start, and stay after a kill.
    Cache.delete(folder.resolve("tmp"));
    Files.createDirectories(folder.resolve("tmp"));
    var program = new ProcessBuilder(command(conf)).directory(folder.toFile());
    program.environment().keySet().removeIf(PulsarStandalone::changesPulsar);
    var child = Child.start(site, Part.PULSAR, STOP, program, LIMIT, this::up);
    var url = "pulsar://127.0.0.1:" + ports.broker();
    return new Running(
        "bundled",
        distribution.version(),
        url,
        Map.of("VITASCOPE_PULSAR_URL", url, "VITASCOPE_PULSAR_ADMIN_URL", admin().toString()),
        child::stop);
  }

  private static boolean changesPulsar(String variable) {
    return variable.startsWith("PULSAR_")
        || variable.startsWith("OTEL_")
        || variable.equals("JDK_JAVA_OPTIONS");
  }

  private List<String> command(Path conf) {
    var command = new ArrayList<>(PulsarJvm.command(distribution.folder(), folder.resolve("tmp")));
    command.addAll(
        List.of(
            "org.apache.pulsar.PulsarStandaloneStarter",
            "--config",
            conf.toString(),
            "--no-functions-worker",
            "--no-stream-storage",
            "--advertised-address",
            "127.0.0.1",
            // Relative to its folder: it makes a URI of this, and our paths may hold spaces.
            "--metadata-url",
            "rocksdb:metadata",
            "--bookkeeper-dir",
            "bookkeeper"));
    return command;
  }

  private URI admin() {
    return URI.create("http://127.0.0.1:" + ports.http());
  }

  /** The broker is well before the namespace that clients use is there, the first time. */
  private boolean up() throws InterruptedException {
    return Http.answers(admin().resolve("/admin/v2/brokers/health"))
        && Http.answers(admin().resolve("/admin/v2/namespaces/public/default"));
  }
}
