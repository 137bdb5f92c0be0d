package dev.vitascope.status;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where browsers find what was made of a video.
 *
 * @param url the address of one of its files, by its key
 * @param gateway an IPFS gateway's own address, where there is one that has the video
 * @param expiresAt when the addresses of the files end; absent where they last
 */
record Addresses(Function<String, URI> url, Optional<URI> gateway, Optional<Instant> expiresAt) {

  private static final String MASTER = "/master.m3u8";

  URI published(String key) {
    return url.apply(key);
  }

  URI masterPlaylist(String prefix) {
    return published(prefix + MASTER);
  }

  URI poster(String prefix) {
    return published(prefix + "/poster.jpg");
  }

  /** Of the n-th, from 1. */
  URI thumbnail(String prefix, int n) {
    return published(prefix + "/thumbnails/" + n + ".jpg");
  }

  Optional<URI> onGateway(String cid) {
    return gateway.map(
        address -> URI.create(address.toString().replaceAll("/+$", "") + "/ipfs/" + cid + MASTER));
  }
}
