package dev.vitascope.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who uses a data folder.
 *
 * @param address where it is reached; empty as long as it is not known
 * @param children the processes to end if it ends without having done so
 */
record Owner(ProcessIdentity process, String address, List<ProcessIdentity> children) {

  static final Owner UNKNOWN = new Owner(new ProcessIdentity(0, Instant.EPOCH), "", List.of());

  Owner {
    children = List.copyOf(children);
  }

  static Owner thisProcess() {
    return new Owner(ProcessIdentity.of(ProcessHandle.current()), "", List.of());
  }

  long pid() {
    return process.pid();
  }

  /** Who the file names; none if it is missing or not written by us. */
  static Optional<Owner> read(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      var children = properties.getProperty("children", "");
      return Optional.of(
          new Owner(
              ProcessIdentity.parse(properties.getProperty("owner", "")),
              properties.getProperty("address", ""),
              Stream.of(children.split(" "))
                  .filter(word -> !word.isEmpty())
                  .map(ProcessIdentity::parse)
                  .toList()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Replaces the file as a whole: a reader sees the old or the new. */
  void write(Path file) throws IOException {
    var properties = new Properties();
    properties.setProperty("owner", process.toString());
    properties.setProperty("address", address);
    properties.setProperty(
        "children",
        children.stream().map(ProcessIdentity::toString).collect(Collectors.joining(" ")));
    var draft = file.resolveSibling(file.getFileName() + ".tmp");
    try (var writer = Files.newBufferedWriter(draft)) {
      properties.store(writer, null);
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
