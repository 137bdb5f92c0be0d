package dev.vitascope.devservices;

import dev.vitascope.process.Supervisor;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Apache Pulsar, broker and bookie in one process, from the distribution beside our libraries. */
final class PulsarStandalone implements DevService {

  private static final String VERSION = "4.0.8";
  private static final String ARCHIVE = "pulsar-server-distribution-" + VERSION + "-bin.tar.gz";

  private final Workplace workplace;
  private final DataLock lock;
  private ServiceProcess process;

  PulsarStandalone(Workplace workplace, DataLock lock) {
    this.workplace = workplace;
    this.lock = lock;
  }

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public Running start() throws Exception {
    var home = distribution();
    int broker = workplace.port("pulsar");
    int web = workplace.port("pulsar-admin");
    var data = workplace.folder("pulsar");
    process =
        ServiceProcess.start(
            "pulsar",
            workplace.log("pulsar"),
            new Supervisor("TERM", Duration.ofSeconds(5)),
            argv(home, data),
            environment(configuration(home, data, broker, web)),
            lock);
    process.await(() -> healthy(web), Duration.ofMinutes(2));
    return new Running(
        "bundled",
        "Pulsar " + VERSION,
        "127.0.0.1:" + broker,
        Map.of(
            "VITASCOPE_PULSAR_URL", "pulsar://127.0.0.1:" + broker,
            "VITASCOPE_PULSAR_ADMIN_URL", "http://127.0.0.1:" + web));
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  private List<String> argv(Path home, Path data) {
    return List.of(
        home.resolve("bin/pulsar").toString(),
        "standalone",
        "--no-functions-worker",
        "--no-stream-storage",
        "--metadata-dir",
        data.resolve("metadata").toString(),
        "--bookkeeper-dir",
        data.resolve("bookkeeper").toString(),
        "--bookkeeper-port",
        Integer.toString(workplace.port("pulsar-bookie")),
        "--advertised-address",
        "127.0.0.1");
  }

  private Map<String, String> environment(Path configuration) {
    return Map.of(
        "JAVA_HOME",
        System.getProperty("java.home"),
        "PULSAR_MEM",
        "-Xms128m -Xmx512m -XX:MaxDirectMemorySize=512m",
        "PULSAR_GC",
        "-XX:+UseSerialGC",
        "PULSAR_STANDALONE_CONF",
        configuration.toString(),
        "PULSAR_LOG_DIR",
        workplace.folder("logs").toString());
  }

  /** The distribution's own configuration, with what is ours in place of what it says. */
  private Path configuration(Path home, Path data, int broker, int web) throws IOException {
    var ours =
        new TreeMap<>(
            Map.of(
                "brokerServicePort", Integer.toString(broker),
                "webServicePort", Integer.toString(web),
                "bindAddress", "127.0.0.1",
                "advertisedAddress", "127.0.0.1",
                "listeningInterface", "lo",
                "allowLoopback", "true",
                "brokerDeduplicationEnabled", "true",
                "brokerDeleteInactiveTopicsEnabled", "false",
                "bookkeeperNumberOfChannelsPerBookie", "2",
                "diskUsageThreshold", "0.99"));
    if (!Files.exists(Path.of("/sys/class/net/lo"))) {
      ours.put("listeningInterface", "lo0");
    }
    var rest =
        Files.readString(home.resolve("conf/standalone.conf"))
            .lines()
            .filter(line -> !ours.containsKey(line.split("=", 2)[0].strip()))
            .collect(Collectors.joining("\n", "", "\n"));
    var text =
        ours.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("\n", rest, "\n"));
    return Files.writeString(data.resolve("standalone.conf"), text);
  }

  private Path distribution() throws IOException {
    var folder = workplace.cache().resolve("pulsar-" + VERSION);
    if (!Files.isDirectory(folder)) {
      var archive = archive();
      Unpacked.tar(folder, () -> new GZIPInputStream(Files.newInputStream(archive), 1 << 16));
    }
    return folder.resolve("apache-pulsar-" + VERSION);
  }

  /** It lies with the libraries of these services, or where the test's class path has it. */
  private static Path archive() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .flatMap(
            entry ->
                List.of(
                    entry,
                    entry.resolveSibling(ARCHIVE),
                    entry.resolveSibling("lib-dev/" + ARCHIVE))
                    .stream())
        .filter(path -> path.endsWith(ARCHIVE) && Files.isRegularFile(path))
        .findFirst()
        .orElseThrow(
            () ->
                new ServiceException(
                    "The broker's distribution (" + ARCHIVE + ") is not beside our libraries."));
  }

  private static boolean healthy(int web) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web + "/admin/v2/brokers/health"))
              .timeout(Duration.ofSeconds(10))
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }
  }
}
