package dev.vitascope.media;

import java.nio.file.Path;
import java.util.Set;

/**
 * An ffmpeg and an ffprobe that were tried and can do what is asked of them here.
 *
 * @param source {@code configured}, {@code bundled} or {@code PATH}
 * @param version as it names itself
 * @param filters the names of the filters it has
 * @param encoder what makes pictures, if a job's first frames pass there
 * @param sandbox what files of somebody else's are opened in
 */
public record FfmpegBinaries(
    Path ffmpeg,
    Path ffprobe,
    String source,
    String version,
    Set<String> filters,
    PictureEncoder encoder,
    Sandbox sandbox) {

  public FfmpegBinaries {
    filters = Set.copyOf(filters);
  }

  FfmpegBinaries by(PictureEncoder other) {
    return new FfmpegBinaries(ffmpeg, ffprobe, source, version, filters, other, sandbox);
  }

  /** For a line at start: {@code ffmpeg 8.1.2 (bundled)}. */
  @Override
  public String toString() {
    return "ffmpeg " + version + " (" + source + ")";
  }
}
