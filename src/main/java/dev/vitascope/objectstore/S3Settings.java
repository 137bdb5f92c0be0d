package dev.vitascope.objectstore;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How the object storage is reached.
 *
 * @param endpoint scheme, host and port that this program reaches
 * @param originals the private bucket
 * @param media the bucket of published files, another one
 * @param privateMedia the bucket of private videos' files, a third one
 * @param publicEndpoint what browsers reach, if another: presigned URLs are signed for it
 * @param cdn where published files are fetched from, if not from the storage; holds the media
 *     bucket's content at its root
 * @param served where this program serves published files, for storages that let nobody read them
 * @param archive where originals go that have had their time; they are deleted where there is none
 * @param encryption whether objects are to be stored encrypted
 * @param pathStyle whether the bucket's name stands in the path rather than in the host's name
 */
public record S3Settings(
    URI endpoint,
    String region,
    String accessKey,
    String secretKey,
    String originals,
    String media,
    String privateMedia,
    Optional<URI> publicEndpoint,
    Optional<URI> cdn,
    URI served,
    Optional<ArchivePlace> archive,
    Encryption encryption,
    boolean pathStyle) {

  /** What S3 takes for a bucket's name (Amazon S3 user guide, "Bucket naming rules"). */
  private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

  public S3Settings {
    requireHttp("the storage's address", endpoint);
    publicEndpoint.ifPresent(uri -> requireHttp("the storage's public address", uri));
    cdn.ifPresent(uri -> requireHttp("the CDN's address", uri));
    requireHttp("the address of this program's files", served);
    require(!region.isBlank(), "the storage's region is missing: us-east-1 suits most");
    require(!accessKey.isBlank() && !secretKey.isBlank(), "the storage's keys are missing");
    require(originals.matches(BUCKET), "not a bucket's name: " + originals);
    require(media.matches(BUCKET), "not a bucket's name: " + media);
    require(
        privateMedia.matches(BUCKET),
        "not a bucket's name, for the files of private videos: " + privateMedia);
    require(
        !privateMedia.equals(originals) && !privateMedia.equals(media),
        "the files of private videos have a bucket of their own: " + privateMedia);
    archive
        .flatMap(ArchivePlace::bucket)
        .ifPresent(bucket -> requireApart(bucket, originals, media, privateMedia));
    require(!originals.equals(media), "originals are private: give published files another bucket");
  }

  /**
   * With the bucket's name in the path, which every storage takes, and private files in a bucket
   * called after the public one.
   */
  public S3Settings(
      URI endpoint,
      String region,
      String accessKey,
      String secretKey,
      String originals,
      String media,
      Optional<URI> publicEndpoint,
      Optional<URI> cdn,
      URI served) {
    this(
        endpoint,
        region,
        accessKey,
        secretKey,
        originals,
        media,
        media + "-private",
        publicEndpoint,
        cdn,
        served,
        Optional.empty(),
        Encryption.OFF,
        true);
  }

  public S3Settings withArchive(Optional<ArchivePlace> place) {
    return new S3Settings(
        endpoint,
        region,
        accessKey,
        secretKey,
        originals,
        media,
        privateMedia,
        publicEndpoint,
        cdn,
        served,
        place,
        encryption,
        pathStyle);
  }

  public S3Settings withEncryption(Encryption wanted) {
    return new S3Settings(
        endpoint,
        region,
        accessKey,
        secretKey,
        originals,
        media,
        privateMedia,
        publicEndpoint,
        cdn,
        served,
        archive,
        wanted,
        pathStyle);
  }

  public S3Settings withPrivateMedia(String bucket) {
    return new S3Settings(
        endpoint,
        region,
        accessKey,
        secretKey,
        originals,
        media,
        bucket,
        publicEndpoint,
        cdn,
        served,
        archive,
        encryption,
        pathStyle);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return ("S3Settings[%s, region %s, key %s:***, originals %s, media %s, private %s, public %s,"
            + " CDN %s]")
        .formatted(
            endpoint,
            region,
            accessKey,
            originals,
            media,
            privateMedia,
            publicEndpoint.map(URI::toString).orElse("the same"),
            cdn.map(URI::toString).orElse("none"));
  }

  String bucket(ObjectStore.Bucket bucket) {
    return switch (bucket) {
      case ORIGINALS -> originals;
      case MEDIA -> media;
      case PRIVATE_MEDIA -> privateMedia;
    };
  }

  /** The address that browsers use. */
  public URI reachable() {
    return publicEndpoint.orElse(endpoint);
  }

  private static void requireHttp(String what, URI uri) {
    require(
        uri.getHost() != null
            && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())),
        what + " starts with http:// or https:// and names a host: " + uri);
  }

  private static void requireApart(String archive, String... others) {
    require(archive.matches(BUCKET), "not a bucket's name: " + archive);
    require(!List.of(others).contains(archive), "the archive is a bucket of its own: " + archive);
  }

  private static void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
