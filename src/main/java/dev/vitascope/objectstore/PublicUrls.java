package dev.vitascope.objectstore;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where anyone reads published files: at the CDN, at the storage, or at this program. */
final class PublicUrls {

  private final S3Settings settings;
  private volatile boolean byUs;

  PublicUrls(S3Settings settings) {
    this.settings = settings;
  }

  void readableBy(ReadableByAnyone means) {
    byUs = means == ReadableByAnyone.NOT_BY_US;
  }

  URI of(String mediaKey) {
    return URI.create(base() + "/" + encoded(mediaKey));
  }

  private String base() {
    return settings
        .cdn()
        .map(PublicUrls::bare)
        .orElseGet(byUs ? () -> bare(settings.served()) : this::bucketsOwn);
  }

  private String bucketsOwn() {
    var endpoint = settings.reachable();
    var bare = bare(endpoint);
    return settings.pathStyle()
        ? bare + "/" + settings.media()
        : bare.replaceFirst("://", "://" + settings.media() + ".");
  }

  private static String bare(URI uri) {
    var text = uri.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** Percent-encoded as in a path (RFC 3986), slashes kept. */
  private static String encoded(String key) {
    return Arrays.stream(key.split("/", -1))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
