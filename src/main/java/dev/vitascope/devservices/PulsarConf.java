package dev.vitascope.devservices;

import dev.vitascope.devservices.PulsarStandalone.PulsarPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The distribution's {@code standalone.conf} with what we want otherwise. */
final class PulsarConf {

  private PulsarConf() {}

  /**
   * Keys are replaced where they stand, never repeated: the broker takes the last of two, the
   * bookie the first.
   */
  static void write(Path distribution, Path file, PulsarPorts ports) throws IOException {
    var wanted = wanted(ports);
    var lines = new ArrayList<String>();
    for (var line : Files.readAllLines(distribution.resolve("conf/standalone.conf"))) {
      var equals = line.indexOf('=');
      if (equals < 0 || !wanted.containsKey(line.substring(0, equals).strip())) {
        lines.add(line);
      }
    }
    wanted.forEach((key, value) -> lines.add(key + "=" + value));
    Files.write(file, lines);
  }

  private static Map<String, String> wanted(PulsarPorts ports) {
    var conf = new LinkedHashMap<String, String>();
    conf.put("brokerServicePort", Integer.toString(ports.broker()));
    conf.put("webServicePort", Integer.toString(ports.http()));
    conf.put("bindAddress", "127.0.0.1");
    conf.put("advertisedAddress", "127.0.0.1");
    conf.put("webSocketServiceEnabled", "false");
    conf.put("brokerDeduplicationEnabled", "true");
    conf.put("brokerDeleteInactiveTopicsEnabled", "false");
    // Standalone journals nothing by itself and loses on a kill what was not yet flushed.
    conf.put("journalWriteData", "true");
    conf.put("journalSyncData", "true");
    // Broker and bookie share a process: no port between them, and a name that stays.
    conf.put("enableLocalTransport", "true");
    conf.put("disableServerSocketBind", "true");
    conf.put("bookieId", "127.0.0.1:3181");
    return conf;
  }
}
