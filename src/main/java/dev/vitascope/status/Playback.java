package dev.vitascope.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitascope.video.Resolution;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a video plays.
 *
 * @param hlsUrl the master playlist, from the first watchable segments on
 * @param posterUrl a picture to show before it plays, once it is stored, as are the thumbnails
 * @param expiresAt when these addresses end; absent where they last
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Playback(
    Optional<URI> hlsUrl,
    List<Mp4> mp4,
    Optional<URI> ipfsGatewayUrl,
    Optional<URI> posterUrl,
    List<URI> thumbnails,
    Optional<Instant> expiresAt) {

  public Playback {
    mp4 = List.copyOf(mp4);
    thumbnails = List.copyOf(thumbnails);
  }

  public record Mp4(Resolution resolution, URI url) {}
}
