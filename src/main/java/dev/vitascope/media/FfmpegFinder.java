package dev.vitascope.media;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds ffmpeg and ffprobe: the configured ones, else those that came with the program, else those
 * on the search path.
 *
 * @param settings may name executables
 * @param cache where the bundled ones are unpacked, some 90 MB
 */
public record FfmpegFinder(MediaSettings settings, Path cache) {

  private static final Logger LOG = LoggerFactory.getLogger(FfmpegFinder.class);

  /** A pair that was tried. */
  public sealed interface Tried {
    /** It can do what is asked of it. */
    record Able(FfmpegBinaries binaries) implements Tried {}

    /** It cannot, and a sentence says why. */
    record Unable(String source, String reason) implements Tried {}
  }

  /** With the bundled ones unpacked in the user's cache folder. */
  public FfmpegFinder(MediaSettings settings) {
    this(settings, userCache().resolve("vitascope").resolve("javacpp"));
  }

  private static Path userCache() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(folder -> folder.startsWith("/"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
  }

  /**
   * The first able pair. One that is configured is not passed over for another.
   *
   * @throws FfmpegUnavailableException if there is none; it says why of each
   */
  public FfmpegBinaries find() throws InterruptedException {
    var refused = new ArrayList<Tried.Unable>();
    for (var candidate : candidates()) {
      switch (candidate.attempt()) {
        case Tried.Able(var binaries) -> {
          return binaries;
        }
        case Tried.Unable unable -> {
          LOG.warn("{} ffmpeg: {}", unable.source(), unable.reason());
          refused.add(unable);
        }
      }
    }
    throw new FfmpegUnavailableException(refused);
  }

  private interface Candidate {
    Tried attempt() throws InterruptedException;
  }

  private List<Candidate> candidates() {
    if (settings.ffmpeg().isPresent()) {
      return List.of(() -> configured(settings.ffmpeg().get()));
    }
    return List.of(this::bundled, this::onPath);
  }

  private Tried configured(Path ffmpeg) throws InterruptedException {
    return FfmpegTrial.of("configured", ffmpeg, probeBeside(ffmpeg), settings);
  }

  private Path probeBeside(Path ffmpeg) {
    return settings.ffprobe().orElseGet(() -> ffmpeg.resolveSibling("ffprobe"));
  }

  private Tried bundled() throws InterruptedException {
    System.setProperty("org.bytedeco.javacpp.cachedir", cache.toString());
    try {
      var ffmpeg = Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
      var ffprobe = Path.of(Loader.load(org.bytedeco.ffmpeg.ffprobe.class));
      return FfmpegTrial.of("bundled", ffmpeg, settings.ffprobe().orElse(ffprobe), settings);
    } catch (LinkageError | RuntimeException e) {
      return new Tried.Unable("bundled", "there is none for this platform, or no room in " + cache);
    }
  }

  private Tried onPath() throws InterruptedException {
    var ffmpeg = search("ffmpeg");
    return ffmpeg.isEmpty()
        ? new Tried.Unable("PATH", "there is no ffmpeg on the search path")
        : FfmpegTrial.of("PATH", ffmpeg.get(), probeBeside(ffmpeg.get()), settings);
  }

  private static Optional<Path> search(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Path::isAbsolute)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
