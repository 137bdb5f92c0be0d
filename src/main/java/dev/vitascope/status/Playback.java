package dev.vitascope.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitascope.video.Resolution;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a video plays.
 *
 * @param hlsUrl the master playlist, from the first watchable segments on
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Playback(Optional<URI> hlsUrl, List<Mp4> mp4, Optional<URI> ipfsGatewayUrl) {

  public Playback {
    mp4 = List.copyOf(mp4);
  }

  public record Mp4(Resolution resolution, URI url) {}
}
