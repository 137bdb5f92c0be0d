package dev.vitascope.devservices;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code ipfs} program.
 *
 * @param path a file, or the bare name if it is found on PATH
 * @param source where it came from
 */
record KuboBinary(Path path, String source, String version) {

  /** What is built or fetched; of those on PATH others will do. */
  static final String VERSION = "0.42.0";

  static final String NAME = "ipfs";

  // Older ones do not know the settings that keep a node to itself.
  private static final Pattern USABLE =
      Pattern.compile("ipfs version (0\\.(?:3[0-9]|[4-9][0-9])\\S*)");

  /**
   * The one on PATH; else the one in the cache, built by Go or, where there is no Go, fetched.
   *
   * @throws ServiceUnavailable if it can be had in none of these ways
   */
  static KuboBinary find(Site site) throws IOException {
    return onPath()
        .or(() -> KuboBuild.find(site))
        .or(() -> KuboDownload.find(site))
        .orElseThrow(() -> new ServiceUnavailable(Part.IPFS, HOW));
  }

  /**
   * What {@link #find} would find or try, in the same order, without building or fetching it.
   *
   * @throws ServiceUnavailable as there
   */
  static Finding prospect(Cache cache) {
    return onPath()
        .map(binary -> new Finding(Part.IPFS, binary.source(), binary.version()))
        .or(
            () ->
                KuboBuild.prospect(cache)
                    .or(() -> KuboDownload.prospect(cache))
                    .map(source -> new Finding(Part.IPFS, source, VERSION)))
        .orElseThrow(() -> new ServiceUnavailable(Part.IPFS, HOW));
  }

  private static Optional<KuboBinary> onPath() {
    return Program.answer(NAME, "version")
        .flatMap(KuboBinary::usable)
        .map(version -> new KuboBinary(Path.of(NAME), "PATH", version));
  }

  private static Optional<String> usable(String answer) {
    var version = USABLE.matcher(answer);
    return version.matches() ? Optional.of(version.group(1)) : Optional.empty();
  }

  private static final String HOW =
      "IPFS needs Kubo, which is not on PATH, could not be built (is Go 1.26 or newer installed? see"
          + " logs/ipfs-build.log) and not be fetched from dist.ipfs.tech: install one of the two,"
          + " or set VITASCOPE_IPFS_API and VITASCOPE_IPFS_GATEWAY. Videos are not pinned meanwhile";
}
