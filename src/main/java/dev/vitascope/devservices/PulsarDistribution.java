package dev.vitascope.devservices;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pulsar's binary distribution, unpacked. */
record PulsarDistribution(Path folder, String version) {

  /** Names the archive if it lies elsewhere. */
  private static final String PROPERTY = "vitascope.pulsar.distribution";

  private static final Pattern ARCHIVE =
      Pattern.compile("(?:pulsar-server-distribution|apache-pulsar)-([0-9.]+)-bin\\.tar\\.gz");

  /**
   * @throws ServiceUnavailable if the archive is nowhere
   */
  static PulsarDistribution in(Cache cache) throws IOException {
    var archive = archive();
    var version = version(archive);
    var folder =
        cache.entry(
            "pulsar-server-" + version,
            draft -> {
              try (var in = Files.newInputStream(archive)) {
                Archive.unpackTarGz(in, draft);
              }
            });
    return new PulsarDistribution(folder, version);
  }

  /**
   * What {@link #in} would unpack.
   *
   * @throws ServiceUnavailable as there
   */
  static String bundledVersion() {
    return version(archive());
  }

  private static Path archive() {
    return find()
        .orElseThrow(
            () ->
                new ServiceUnavailable(
                    Part.PULSAR,
                    "pulsar-server-distribution-…-bin.tar.gz is not in lib-dev: build again,"
                        + " or set VITASCOPE_PULSAR_URL and VITASCOPE_PULSAR_ADMIN_URL"));
  }

  private static String version(Path archive) {
    var file = archive.getFileName().toString();
    var name = ARCHIVE.matcher(file);
    return name.matches() ? name.group(1) : file;
  }

  private static Optional<Path> find() {
    var named = System.getProperty(PROPERTY);
    return named != null
        ? Optional.of(Path.of(named))
        : Stream.concat(classPath(), folders().flatMap(PulsarDistribution::files))
            .filter(file -> ARCHIVE.matcher(file.getFileName().toString()).matches())
            .filter(Files::isRegularFile)
            .findFirst();
  }

  private static Stream<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".tar.gz"))
        .map(Path::of);
  }

  private static Stream<Path> folders() {
    var here = home();
    return Stream.of(here, here.resolve("lib-dev"), Path.of("target", "lib-dev"));
  }

  private static Path home() {
    try {
      var code = PulsarDistribution.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(code.toURI()).toAbsolutePath().getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Path> files(Path folder) {
    try (var files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
