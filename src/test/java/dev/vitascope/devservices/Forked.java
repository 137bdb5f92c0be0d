package dev.vitascope.devservices;

import java.nio.file.Path;

/** A program that starts all services, says so, and waits to be killed. */
final class Forked {

  private Forked() {}

  public static void main(String[] args) throws Exception {
    var services = DevServices.start(DevServicesOptions.in(Path.of(args[0])), report -> {});
    services.address("http://127.0.0.1:8080");
    System.out.println("up");
    Thread.sleep(Long.MAX_VALUE);
  }
}
