package dev.vitascope.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The user's folder for what can be made anew. */
final class Caches {

  private Caches() {}

  static Path folder() {
    var home = Path.of(System.getProperty("user.home"));
    var usual =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
            ? home.resolve("Library/Caches")
            : home.resolve(".cache");
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(folder -> folder.startsWith("/"))
        .map(Path::of)
        .orElse(usual)
        .resolve("vitascope");
  }
}
