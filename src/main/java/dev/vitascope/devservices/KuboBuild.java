package dev.vitascope.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kubo built from source by Go, out of a module of ours that pins all it is made of. */
final class KuboBuild {

  private static final Logger LOG = LoggerFactory.getLogger(KuboBuild.class);
  private static final List<String> MODULE = List.of("go.mod", "go.sum", "tools.go");
  private static final String ENTRY = "kubo-" + KuboBinary.VERSION;
  private static final String SOURCE = "built with Go, cached";
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private KuboBuild() {}

  /** The cached one, or one built now; none without Go, or if the build fails. */
  static Optional<KuboBinary> find(Site site) {
    try {
      var folder = site.cache().entry(ENTRY, draft -> build(site, draft));
      return Optional.of(
          new KuboBinary(folder.resolve(KuboBinary.NAME), SOURCE, KuboBinary.VERSION));
    } catch (IOException e) {
      LOG.info("Kubo is not built: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** What {@link #find} would find or try, without trying. */
  static Optional<String> prospect(Cache cache) {
    return cache.has(ENTRY)
        ? Optional.of(SOURCE)
        : Program.answer("go", "version").map(version -> "to be built with Go, once");
  }

  private static void build(Site site, Path draft) throws IOException {
    if (Program.answer("go", "version").isEmpty()) {
      throw new IOException("there is no Go on PATH");
    }
    site.preparing(Part.IPFS, "building Kubo with Go; this takes some minutes, once");
    var module = Files.createDirectory(draft.resolve("module"));
    for (var name : MODULE) {
      try (var in = KuboBuild.class.getResourceAsStream("kubo/" + name)) {
        Files.copy(in, module.resolve(name));
      }
    }
    var log = site.log("ipfs-build");
    if (!Program.run(go(module, draft.resolve(KuboBinary.NAME)), log, LIMIT)) {
      throw new IOException("the build failed; the end of " + log + ":\n" + LogTail.of(log));
    }
    Cache.delete(module);
  }

  private static ProcessBuilder go(Path module, Path program) {
    return new ProcessBuilder(
            "go",
            "build",
            "-p",
            "2",
            "-trimpath",
            "-ldflags=-s -w",
            "-o",
            program.toString(),
            "github.com/ipfs/kubo/cmd/ipfs")
        .directory(module.toFile());
  }
}
