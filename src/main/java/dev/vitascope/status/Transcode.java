package dev.vitascope.status;

import dev.vitascope.video.Resolution;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * One rendition in one format.
 *
 * @param format {@code mp4} or {@code hls}
 * @param size in bytes, all segments of it
 */
public record Transcode(
    UUID id,
    String format,
    Resolution resolution,
    int width,
    int height,
    Optional<String> filePath,
    Optional<String> fileCid,
    Optional<URI> url,
    long size) {

  Optional<Playback.Mp4> mp4() {
    return url.filter(there -> format.equals("mp4"))
        .map(address -> new Playback.Mp4(resolution, address));
  }
}
