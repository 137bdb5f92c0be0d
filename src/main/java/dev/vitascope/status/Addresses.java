package dev.vitascope.status;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where browsers find what was published.
 *
 * @param publicUrl the address of an object in the published bucket, by its key
 * @param gateway an IPFS gateway's own address, where there is one
 */
public record Addresses(Function<String, URI> publicUrl, Optional<URI> gateway) {

  private static final String MASTER = "/master.m3u8";

  URI published(String key) {
    return publicUrl.apply(key);
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
