package dev.vitascope.devservices;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An {@code ipfs}: the one on the search path, else one built by Go from a small module of ours
 * that pins Kubo and all it depends on, else the official one, checked against its checksum.
 *
 * @param preparing told before something that takes minutes
 */
record KuboBinary(Workplace workplace, Consumer<String> preparing) {

  static final String VERSION = "0.42.0";

  /** An executable and where it came from. */
  record Found(Path ipfs, String source) {}

  /**
   * Finds or makes one. Blocks for minutes where it is built.
   *
   * @throws UnavailableException if there is no way to one here
   */
  Found find() throws IOException, InterruptedException {
    var onPath = onPath("ipfs");
    if (onPath.isPresent()) {
      return new Found(onPath.get(), "PATH");
    }
    var cached = workplace.cache().resolve("kubo-" + VERSION).resolve("ipfs");
    if (Files.isExecutable(cached)) {
      return new Found(cached, "cached");
    }
    var go = onPath("go");
    if (go.isPresent()) {
      return built(go.get(), cached);
    }
    return new KuboDownload(workplace, preparing).fetch(cached);
  }

  private Found built(Path go, Path cached) throws IOException, InterruptedException {
    preparing.accept("Kubo " + VERSION + " is built with Go, once; some minutes");
    var module = Files.createTempDirectory(workplace.folder("kubo"), "build");
    try {
      for (var file : List.of("go.mod", "go.sum", "tools.go")) {
        copy(file, module);
      }
      var draft = module.resolve("ipfs");
      Command.run(
          List.of(
              go.toString(),
              "build",
              "-trimpath",
              "-ldflags=-s -w",
              "-o",
              draft.toString(),
              "github.com/ipfs/kubo/cmd/ipfs"),
          Map.of("CGO_ENABLED", "0", "GOFLAGS", "-mod=mod"),
          module,
          workplace.log("kubo-build"));
      return new Found(install(draft, cached), "built with Go");
    } catch (ServiceException e) {
      throw new UnavailableException(
          "Kubo could not be built with Go. Put an `ipfs` on the PATH, or set VITASCOPE_IPFS_API.\n"
              + e.getMessage());
    } finally {
      remove(module);
    }
  }

  /** Moved into place whole, so that no other process sees half of it. */
  static Path install(Path made, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    var draft = target.resolveSibling("ipfs." + UUID.randomUUID());
    Files.copy(made, draft);
    if (!draft.toFile().setExecutable(true, false)) {
      throw new IOException("cannot be made executable: " + draft);
    }
    return Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void copy(String file, Path module) throws IOException {
    var resource = "kubo/" + file + ".txt";
    try (var in = KuboBinary.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in, resource), module.resolve(file));
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      files.forEach(
          file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    Files.delete(folder);
  }

  private static Optional<Path> onPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Path::isAbsolute)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
