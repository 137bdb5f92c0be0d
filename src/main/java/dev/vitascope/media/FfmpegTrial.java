package dev.vitascope.media;

import dev.vitascope.media.FfmpegFinder.Tried;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an ffmpeg and an ffprobe to see what they can do. */
final class FfmpegTrial {

  private static final Logger LOG = LoggerFactory.getLogger(FfmpegTrial.class);
  private static final Map<String, List<String>> NEEDED =
      new LinkedHashMap<>(
          Map.of(
              "encoders", List.of("libx264", "aac"),
              "muxers", List.of("hls", "mp4", "tee"),
              "filters", List.of("scale", "fps", "split", "setsar", "setparams", "aresample")));

  private FfmpegTrial() {}

  static Tried of(String source, Path ffmpeg, Path ffprobe, MediaSettings settings)
      throws InterruptedException {
    var limits = settings.limits();
    for (var file : List.of(ffmpeg, ffprobe)) {
      if (!Files.isExecutable(file)) {
        return new Tried.Unable(source, file + " is no file that can be run");
      }
      if (!Finished.run(List.of(file.toString(), "-version"), limits).succeeded()) {
        return new Tried.Unable(source, file + " does not run here");
      }
    }
    for (var need : NEEDED.entrySet()) {
      var missing = new TreeSet<>(need.getValue());
      missing.removeAll(has(ffmpeg, need.getKey(), limits));
      if (!missing.isEmpty()) {
        return new Tried.Unable(
            source, ffmpeg + " lacks the " + need.getKey() + " " + String.join(", ", missing));
      }
    }
    var binaries =
        new FfmpegBinaries(
            ffmpeg,
            ffprobe,
            source,
            version(ffmpeg, limits),
            has(ffmpeg, "filters", limits),
            PictureEncoder.X264,
            sandbox(ffmpeg, settings));
    return new Tried.Able(binaries.by(encoder(binaries, settings)));
  }

  /** The first of those wanted whose first frame comes out, or else software. */
  private static PictureEncoder encoder(FfmpegBinaries binaries, MediaSettings settings)
      throws InterruptedException {
    var trial = new FirstFrame(binaries, settings.limits());
    for (var encoder : settings.encoders()) {
      var frame = trial.of(encoder, List.of(Rendition.TYPICAL));
      if (frame.succeeded()) {
        return encoder;
      }
      LOG.warn("{} does not work here: {}", encoder, String.join("; ", frame.errors()));
    }
    return PictureEncoder.X264;
  }

  private static Sandbox sandbox(Path ffmpeg, MediaSettings settings) throws InterruptedException {
    if (!settings.sandboxed()) {
      return Sandbox.NONE;
    }
    var sandbox = Sandbox.find(ffmpeg, settings.limits());
    if (sandbox == Sandbox.NONE) {
      LOG.warn("neither bubblewrap nor user namespaces work here: ffmpeg runs without a sandbox");
    }
    return sandbox;
  }

  /** The second word of each line of ffmpeg's lists is a name; the first tells its kind. */
  private static Set<String> has(Path ffmpeg, String what, MediaLimits limits)
      throws InterruptedException {
    return text(ffmpeg, "-" + what, limits)
        .lines()
        .map(line -> line.strip().split("\\s+", 3))
        .filter(words -> words.length > 1)
        .map(words -> words[1])
        .collect(Collectors.toSet());
  }

  /** The third word of {@code ffmpeg version 8.1.2 Copyright …}. */
  private static String version(Path ffmpeg, MediaLimits limits) throws InterruptedException {
    var words = text(ffmpeg, "-version", limits).split("\\s+", 4);
    return words.length > 3 ? words[2] : "of unknown version";
  }

  private static String text(Path ffmpeg, String option, MediaLimits limits)
      throws InterruptedException {
    var argv = List.of(ffmpeg.toString(), "-hide_banner", "-v", "error", option);
    return Finished.run(argv, limits).output();
  }
}
