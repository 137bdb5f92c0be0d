package dev.vitascope.faults;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.devservices.DevServices;
import dev.vitascope.devservices.DevServicesOptions;
import dev.vitascope.devservices.Part;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services of a test's own, which may be killed: they are started again by themselves. */
record OwnServices(DevServices services, Map<String, String> settings, Set<ProcessHandle> others)
    implements AutoCloseable {

  /** Takes the place of some of the run's services. */
  static OwnServices start(Path folder, Set<Part> parts) {
    var settings = new HashMap<>(EmbeddedServices.settings());
    var others = ProcessHandle.current().descendants().collect(Collectors.toSet());
    var services = DevServices.start(DevServicesOptions.in(folder).withParts(parts), report -> {});
    settings.putAll(services.settings());
    return new OwnServices(services, settings, others);
  }

  /** As {@code kill -9}, with all that it has begun. */
  void kill(String program) {
    processes(program)
        .flatMap(one -> Stream.concat(one.descendants(), Stream.of(one)))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Sends a signal by its name, {@code STOP} say. */
  void signal(String name, String program) throws Exception {
    for (var one : processes(program).toList()) {
      new ProcessBuilder("kill", "-" + name, Long.toString(one.pid())).start().waitFor();
    }
  }

  private Stream<ProcessHandle> processes(String program) {
    var found =
        ProcessHandle.current()
            .descendants()
            .filter(one -> !others.contains(one))
            .filter(one -> one.info().command().orElse("").endsWith("/" + program))
            .toList();
    if (found.isEmpty()) {
      throw new AssertionError("no " + program + " is running");
    }
    return found.stream();
  }

  @Override
  public void close() {
    services.close();
  }
}
