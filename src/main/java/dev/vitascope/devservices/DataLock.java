package dev.vitascope.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One owner for one data folder. The kernel's lock on a file decides and ends with the owner; a
 * second file says who that is, and which processes to end should it have left any behind.
 */
public final class DataLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataLock.class);
  private static final int SECONDS_TO_DIE = 10;

  private final FileChannel channel;
  private final Path ownerFile;
  private final Set<ProcessIdentity> children = new LinkedHashSet<>();
  private Owner owner = Owner.thisProcess();

  private DataLock(FileChannel channel, Path ownerFile) throws IOException {
    this.channel = channel;
    this.ownerFile = ownerFile;
    owner.write(ownerFile);
  }

  /**
   * Takes the folder, which is made if it is not there. Processes that a dead owner left are ended.
   *
   * @throws DataFolderInUse if another program, or another place in this one, has it
   */
  public static DataLock acquire(Path data) {
    try {
      Files.createDirectories(data);
      var ownerFile = data.resolve("owner.properties");
      var channel =
          FileChannel.open(
              data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new DataFolderInUse(data, Owner.read(ownerFile).orElse(Owner.UNKNOWN));
      }
      Owner.read(ownerFile).ifPresent(before -> endThoseLeftBy(before));
      return new DataLock(channel, ownerFile);
    } catch (IOException e) {
      throw new DevServicesException("%s cannot be used: %s".formatted(data, e.getMessage()), e);
    }
  }

  /** Tells those who are refused where this program is reached. */
  public synchronized void address(String url) {
    owner = new Owner(owner.process(), url, List.copyOf(children));
    write();
  }

  /** Notes a process, and what it has started, as ours. */
  synchronized void adopt(ProcessHandle child) {
    children.removeIf(known -> known.alive().isEmpty());
    tree(child).map(ProcessIdentity::of).forEach(children::add);
    address(owner.address());
  }

  @Override
  public synchronized void close() {
    try {
      if (channel.isOpen()) {
        Files.deleteIfExists(ownerFile);
        channel.close();
      }
    } catch (IOException e) {
      LOG.warn("The data folder's lock was not given back cleanly", e);
    }
  }

  private void write() {
    try {
      if (channel.isOpen()) {
        owner.write(ownerFile);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void endThoseLeftBy(Owner before) {
    var left =
        before.children().stream()
            .flatMap(child -> child.alive().stream())
            .flatMap(DataLock::tree)
            .distinct()
            .toList();
    if (!left.isEmpty()) {
      LOG.info("Ending {} processes that process {} left behind", left.size(), before.pid());
    }
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(DataLock::awaitEnd);
  }

  private static Stream<ProcessHandle> tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(SECONDS_TO_DIE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Process {} does not end", process.pid());
    }
  }
}
