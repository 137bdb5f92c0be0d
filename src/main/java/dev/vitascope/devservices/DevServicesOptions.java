package dev.vitascope.devservices;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What to start, and where.
 *
 * @param data where the services keep what they know; only one program at a time may use it
 * @param cache where programs are unpacked and built, shared by all data folders
 * @param parts those wanted
 */
public record DevServicesOptions(Path data, Path cache, Set<Part> parts) {

  public DevServicesOptions {
    data = data.toAbsolutePath().normalize();
    cache = cache.toAbsolutePath().normalize();
    parts = Set.copyOf(parts);
  }

  /** All parts, with the cache where this platform's users expect it. */
  public static DevServicesOptions in(Path data) {
    return new DevServicesOptions(data, defaultCache(System.getenv()), Set.of(Part.values()));
  }

  public DevServicesOptions withParts(Set<Part> wanted) {
    return new DevServicesOptions(data, cache, wanted);
  }

  public DevServicesOptions withCache(Path folder) {
    return new DevServicesOptions(data, folder, parts);
  }

  static Path defaultCache(Map<String, String> environment) {
    var home = Path.of(System.getProperty("user.home"));
    var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    var caches =
        !xdg.isEmpty()
            ? Path.of(xdg)
            : os.contains("mac") ? home.resolve("Library/Caches") : home.resolve(".cache");
    return caches.resolve("vitascope");
  }
}
