package dev.vitascope.objectstore;

import java.net.URI;
import java.util.Optional;

/**
 * The storage and how it is reached.
 *
 * @param originals the bucket of originals, private
 * @param media the bucket of published files, readable by anyone
 * @param publicEndpoint what browsers reach the storage by, if it is another address
 * @param cdn where published files are fetched from, if not from the storage itself
 * @param pathStyle whether the bucket is in the path, as every S3-compatible service takes it
 */
public record S3Settings(
    URI endpoint,
    String region,
    String accessKey,
    String secretKey,
    String originals,
    String media,
    Optional<URI> publicEndpoint,
    Optional<URI> cdn,
    boolean pathStyle) {

  public S3Settings {
    requireHttp(endpoint);
    publicEndpoint.ifPresent(S3Settings::requireHttp);
    cdn.ifPresent(S3Settings::requireHttp);
    if (region.isBlank() || accessKey.isBlank() || secretKey.isBlank()) {
      throw new IllegalArgumentException("the storage needs a region, an access and a secret key");
    }
    if (originals.isBlank() || media.isBlank() || originals.equals(media)) {
      throw new IllegalArgumentException(
          "originals and published files go to two buckets, for only one of them is public");
    }
  }

  /** The address that browsers use. */
  public URI reachable() {
    return publicEndpoint.orElse(endpoint);
  }

  String bucket(ObjectStore.Bucket bucket) {
    return switch (bucket) {
      case ORIGINALS -> originals;
      case MEDIA -> media;
    };
  }

  /** Never the secret key. */
  @Override
  public String toString() {
    return "S3Settings[endpoint=%s, region=%s, accessKey=%s, secretKey=***, buckets=%s and %s]"
        .formatted(endpoint, region, accessKey, originals, media);
  }

  private static void requireHttp(URI address) {
    if (address.getHost() == null
        || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
      throw new IllegalArgumentException(
          "the storage's address is http:// or https://, not " + address);
    }
  }
}
