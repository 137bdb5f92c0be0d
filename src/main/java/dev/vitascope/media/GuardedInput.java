package dev.vitascope.media;

import java.nio.file.Path;
import java.util.List;

/**
 * The options under which ffmpeg and ffprobe open a file of somebody else's. A forced demuxer alone
 * would not do: some open further files by themselves, which the format list stops.
 *
 * @param container decided from the file's own first bytes
 * @param file a local file
 * @param limits for pixels and streams
 */
record GuardedInput(Container container, Path file, MediaLimits limits) {

  /** Everything up to and with {@code -i}; the name is absolute, so it can never be an option. */
  List<String> options() {
    return List.of(
        "-protocol_whitelist",
        "file",
        "-format_whitelist",
        container.demuxer(),
        "-codec_whitelist",
        AllowedCodecs.LIST,
        "-max_pixels",
        Long.toString(limits.pixels()),
        "-max_streams",
        Integer.toString(limits.streams()),
        "-f",
        container.demuxer(),
        "-i",
        "file:" + file.toAbsolutePath());
  }
}
