package dev.vitascope.devservices;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Programs kept for the next time. An entry is there as a whole or not at all. */
record Cache(Path folder) {

  // A file lock holds off other programs only; this JVM may ask for each just once at a time.
  private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

  /** Makes an entry in the empty folder given. */
  interface Filler {
    void fill(Path draft) throws IOException;
  }

  /** The entry's folder, made by {@code filler} if nobody has made it before. */
  Path entry(String name, Filler filler) throws IOException {
    var entry = folder.resolve(name);
    if (Files.isDirectory(entry)) {
      return entry;
    }
    Files.createDirectories(folder);
    var turn = TURNS.computeIfAbsent(entry, path -> new ReentrantLock());
    turn.lock();
    try (var channel =
            FileChannel.open(lockFile(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (lock.isValid() && !Files.isDirectory(entry)) {
        make(entry, filler);
      }
      return entry;
    } finally {
      turn.unlock();
    }
  }

  boolean has(String name) {
    return Files.isDirectory(folder.resolve(name));
  }

  private Path lockFile(String name) {
    return folder.resolve(name + ".lock");
  }

  private static void make(Path entry, Filler filler) throws IOException {
    var draft = entry.resolveSibling(entry.getFileName() + ".draft");
    delete(draft);
    Files.createDirectory(draft);
    try {
      filler.fill(draft);
      Files.move(draft, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(draft);
    }
  }

  /** Removes a folder with all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
