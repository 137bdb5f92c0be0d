package dev.vitascope.devservices;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The embedded services, started; they end with {@link #close} or, at the latest, this JVM. */
public final class DevServices implements AutoCloseable {

  private final DataLock lock;
  private final List<Launch> launches;

  private DevServices(DataLock lock, List<Launch> launches) {
    this.lock = lock;
    this.launches = List.copyOf(launches);
  }

  /**
   * Starts the wanted parts side by side and returns when each has answered or is known to be
   * unavailable, which only IPFS may be. An interrupt ends what was begun.
   *
   * @param listener hears of every part as it gets on, from several threads, one call at a time
   * @throws DataFolderInUse if another program has the data folder
   * @throws ServiceFailed if a part does not come up
   * @throws ServiceUnavailable if this machine lacks what a part needs
   */
  public static DevServices start(DevServicesOptions options, Consumer<ServiceReport> listener) {
    var lock = DataLock.acquire(options.data());
    try {
      var ports = new Ports(options.data().resolve("ports.properties"));
      var cache = new Cache(options.cache());
      var site = new Site(options.data(), cache, ports, lock, oneAtATime(listener));
      return new DevServices(lock, SideBySide.start(options.parts(), site));
    } catch (IOException e) {
      lock.close();
      throw new DevServicesException("%s cannot be read: %s".formatted(options.data(), e), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Consumer<ServiceReport> oneAtATime(Consumer<ServiceReport> listener) {
    var turn = new ReentrantLock();
    return report -> {
      turn.lock();
      try {
        listener.accept(report);
      } finally {
        turn.unlock();
      }
    };
  }

  /** The settings that stand for the running parts: the same names that a user would give. */
  public Map<String, String> settings() {
    var all = new TreeMap<String, String>();
    launches.forEach(launch -> all.putAll(launch.settings()));
    return Map.copyOf(all);
  }

  /** The last word on each part wanted, in the order of {@link Part}. */
  public List<ServiceReport> reports() {
    return launches.stream().map(Launch::report).toList();
  }

  /** Tells those who want the same data folder where this program is reached. */
  public void address(String url) {
    lock.address(url);
  }

  /** Ends all of them, side by side since none needs another to end; returns when all are gone. */
  @Override
  public void close() {
    SideBySide.stop(launches);
    lock.close();
  }
}
