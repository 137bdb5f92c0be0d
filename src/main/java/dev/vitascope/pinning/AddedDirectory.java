package dev.vitascope.pinning;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.vitascope.video.Cid;
import dev.vitascope.video.VideoException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A directory that a node has taken, whole.
 *
 * @param files every file's identifier, by its path in the directory
 * @param bytes the sum of the files' sizes
 */
public record AddedDirectory(Cid root, Map<String, Cid> files, long bytes) {

  /** A file up to this size, in bytes, is one block: the node's size is the file's. */
  static final int ONE_BLOCK = 256 * 1024;

  public AddedDirectory {
    files = Map.copyOf(files);
  }

  /**
   * Holds what a node answered against what it was sent.
   *
   * @param sent the files' sizes in bytes by path
   * @throws VideoException of {@code IPFS_UNAVAILABLE} if the directory is missing, or a file, or a
   *     part of one, or there is something in it that was not sent
   */
  static AddedDirectory of(List<AddedEntry> answers, Map<String, Long> sent) {
    var byName = answers.stream().collect(toMap(AddedEntry::name, entry -> entry, (a, b) -> b));
    require(byName.containsKey(""), "the node's answer ends without the directory");
    sent.forEach((name, size) -> requireWhole(byName.get(name), name, size));
    for (var name : byName.keySet()) {
      require(sent.containsKey(name) || holdsSome(name, sent.keySet()), "not sent: " + name);
    }
    var files = sent.keySet().stream().collect(toUnmodifiableMap(n -> n, n -> byName.get(n).cid()));
    long bytes = sent.values().stream().mapToLong(size -> size).sum();
    return new AddedDirectory(byName.get("").cid(), files, bytes);
  }

  private static void requireWhole(AddedEntry entry, String name, long size) {
    require(entry != null, "the node's answer lacks " + name);
    boolean whole = size <= ONE_BLOCK ? entry.size() == size : entry.size() > size;
    require(whole, "%s has %d bytes, the node took %d".formatted(name, size, entry.size()));
  }

  private static boolean holdsSome(String directory, Set<String> files) {
    return directory.isEmpty() || files.stream().anyMatch(file -> file.startsWith(directory + "/"));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new KuboException(otherwise).asFailure();
    }
  }
}
