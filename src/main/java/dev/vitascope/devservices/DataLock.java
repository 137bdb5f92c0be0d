package dev.vitascope.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * One process at a time on a data folder. A lock of the system keeps others out; a file beside it
 * says who is in, where, and which children it has with their start times, so that what a crash has
 * left can be told from processes that merely have the same number, and ended.
 */
public final class DataLock implements AutoCloseable {

  private static final String ADDRESS = "address";
  private static final String OWNER = "owner";
  private static final String CHILD = "child.";

  private final FileChannel channel;
  private final FileLock lock;
  private final Path record;
  private final Map<String, String> entries = new ConcurrentSkipListMap<>();

  private DataLock(FileChannel channel, FileLock lock, Path record) {
    this.channel = channel;
    this.lock = lock;
    this.record = record;
  }

  /**
   * Takes the folder, and ends what an earlier owner left running.
   *
   * @throws DataInUseException if another process has it
   */
  public static DataLock take(Path data) throws IOException {
    Files.createDirectories(data);
    var record = data.resolve("process.properties");
    var channel =
        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var lock = tryLock(channel);
    if (lock.isEmpty()) {
      channel.close();
      throw inUse(read(record));
    }
    endLeftovers(read(record));
    var taken = new DataLock(channel, lock.get(), record);
    taken.put(OWNER, identity(ProcessHandle.current()));
    return taken;
  }

  /** Says where the owner can be reached. */
  public void address(String address) {
    put(ADDRESS, address);
  }

  void child(String name, ProcessHandle process) {
    put(CHILD + name, identity(process));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(record);
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void put(String name, String value) {
    entries.put(name, value);
    var properties = new Properties();
    properties.putAll(entries);
    var draft = record.resolveSibling("process.properties.new");
    try {
      try (var out = Files.newBufferedWriter(draft)) {
        properties.store(out, null);
      }
      Files.move(draft, record, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  private static DataInUseException inUse(Properties owner) {
    var pid = owner.getProperty(OWNER, "0 ").split(" ", 2)[0];
    return new DataInUseException(
        Long.parseLong(pid), Optional.ofNullable(owner.getProperty(ADDRESS)));
  }

  private static void endLeftovers(Properties before) {
    var left =
        before.stringPropertyNames().stream()
            .filter(name -> name.startsWith(CHILD))
            .map(before::getProperty)
            .flatMap(child -> alive(child).stream())
            .toList();
    left.forEach(child -> child.descendants().forEach(ProcessHandle::destroyForcibly));
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(DataLock::awaitEnd);
  }

  private static Optional<ProcessHandle> alive(String identity) {
    return ProcessHandle.of(Long.parseLong(identity.split(" ", 2)[0]))
        .filter(ProcessHandle::isAlive)
        .filter(process -> identity(process).equals(identity));
  }

  private static void awaitEnd(ProcessHandle process) {
    process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
  }

  private static String identity(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("");
  }

  private static Properties read(Path record) {
    var properties = new Properties();
    if (Files.exists(record)) {
      try (var in = Files.newBufferedReader(record)) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
  }
}
