package dev.vitascope.devservices;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A program that starts services, prints their settings and an empty line, and waits to die. */
final class Forked {

  private Forked() {}

  public static void main(String[] args) throws Exception {
    var options = DevServicesOptions.in(Path.of(args[0])).withParts(parts());
    var services = DevServices.start(options, report -> {});
    services.address("http://127.0.0.1:8080");
    services.settings().forEach((name, value) -> System.out.println(name + "=" + value));
    System.out.println();
    Thread.sleep(Long.MAX_VALUE);
  }

  private static Set<Part> parts() {
    return Set.of(Part.POSTGRES, Part.PULSAR, Part.IPFS);
  }

  static Process start(Path data) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // What it unpacks would stay behind when it is killed.
            "-Djava.io.tmpdir=" + Files.createDirectories(data.resolve("tmp")),
            "-cp",
            System.getProperty("java.class.path"),
            Forked.class.getName(),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
