package dev.vitascope.objectstore;

import dev.vitascope.objectstore.ObjectStore.Caching;
import java.util.Optional;

/**
 * What an object is stored with, for those who read it (RFC 9110, 8.3, and RFC 9111, 5.2).
 *
 * @param name what it is called once it is saved to a disk; without one, the end of its address
 */
public record Representation(String contentType, Caching caching, Optional<DownloadName> name) {

  /** One that has no name. */
  public Representation(String contentType, Caching caching) {
    this(contentType, caching, Optional.empty());
  }

  /** The {@code Content-Disposition}; null if it needs none. */
  String disposition() {
    return name.map(DownloadName::header).orElse(null);
  }
}
