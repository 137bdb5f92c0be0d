package dev.vitascope.devservices;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that Pulsar's own {@code bin/pulsar} would put together, for a small broker that
 * is up soon. The script itself takes no spaces in paths and starts a second JVM to ask its
 * version.
 */
final class PulsarJvm {

  private static final List<String> OPENED =
      List.of(
          "java.base/java.io",
          "java.base/java.nio",
          "java.base/java.util.zip",
          "java.base/jdk.internal.misc",
          "java.base/jdk.internal.platform",
          "java.management/sun.management",
          "jdk.management/com.sun.management.internal");
  private static final int UNSAFE_WARNS_SINCE = 23;

  private PulsarJvm() {}

  static List<String> command(Path distribution, Path temporary) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", distribution + "/conf:" + distribution + "/lib/*"));
    // The first compiler alone: half the start, and the broker here is never busy for long.
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:MaxDirectMemorySize=512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError"));
    if (Runtime.version().feature() >= UNSAFE_WARNS_SINCE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("--enable-native-access=ALL-UNNAMED");
    OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + temporary,
            "-Djava.net.preferIPv4Stack=true",
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-Dlog4j.configurationFile=log4j2.yaml",
            "-Dlog4j.shutdownHookEnabled=false",
            "-Dlog4j2.is.webapp=false",
            "-Dpulsar.log.appender=Console",
            "-Dpulsar.log.dir=" + temporary,
            "-Dpulsar.allocator.exit_on_oom=true"));
    return command;
  }
}
