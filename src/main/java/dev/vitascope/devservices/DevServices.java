package dev.vitascope.devservices;

import dev.vitascope.devservices.DevService.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The services that were asked for, running. Closing stops them all. */
public final class DevServices implements AutoCloseable {

  /** Which can be had. */
  public enum Kind {
    DATABASE,
    BROKER,
    STORAGE,
    IPFS
  }

  private final List<DevService> services;
  private final Map<String, String> settings;

  private DevServices(List<DevService> services, Map<String, String> settings) {
    this.services = services;
    this.settings = Map.copyOf(settings);
  }

  /**
   * Starts services side by side, and waits until each answers.
   *
   * @param data where their data lies
   * @param cache for what can be made anew, shared by all data folders
   * @param listener told of each, from threads of its own
   * @throws ServiceException if one that cannot be done without does not come up; all are stopped
   */
  public static DevServices start(
      Set<Kind> kinds, Path data, Path cache, DataLock lock, Consumer<ServiceReport> listener)
      throws InterruptedException {
    var workplace = new Workplace(data, cache);
    var services = kinds.stream().map(kind -> service(kind, workplace, lock, listener)).toList();
    var settings = new HashMap<String, String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starting = new ArrayList<Future<Map<String, String>>>();
      services.forEach(service -> starting.add(threads.submit(() -> start(service, listener))));
      for (var one : starting) {
        settings.putAll(one.get());
      }
      return new DevServices(services, settings);
    } catch (ExecutionException e) {
      services.forEach(DevService::close);
      throw e.getCause() instanceof ServiceException known
          ? known
          : new ServiceException("A service did not start: " + e.getCause(), e.getCause());
    }
  }

  /** By the names of the environment, as if they had been configured. */
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public void close() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      services.forEach(service -> threads.execute(service::close));
    }
  }

  private static DevService service(
      Kind kind, Workplace workplace, DataLock lock, Consumer<ServiceReport> listener) {
    return switch (kind) {
      case DATABASE -> new PostgresServer(workplace, lock);
      case BROKER -> new PulsarStandalone(workplace, lock);
      case STORAGE -> new S3ProxyServer(workplace);
      case IPFS ->
          new KuboNode(
              workplace, lock, what -> listener.accept(new ServiceReport.Preparing("ipfs", what)));
    };
  }

  private static Map<String, String> start(DevService service, Consumer<ServiceReport> listener)
      throws Exception {
    long begun = System.nanoTime();
    try {
      Running running = service.start();
      listener.accept(
          new ServiceReport.Started(
              service.name(),
              running.source(),
              running.version(),
              running.address(),
              Duration.ofNanos(System.nanoTime() - begun)));
      return running.settings();
    } catch (UnavailableException e) {
      listener.accept(new ServiceReport.Unavailable(service.name(), e.getMessage()));
      return Map.of();
    }
  }
}
