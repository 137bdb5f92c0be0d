package dev.vitascope.objectstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3SettingsTest {

  private static final URI SERVED = URI.create("https://vitascope.example/media");
  private static final URI STORAGE = URI.create("https://storage.example");

  @Test
  void neverTellsTheSecret() {
    assertFalse(settings("hush-hush", "media").toString().contains("hush-hush"));
  }

  @Test
  void originalsAndPublishedFilesHaveBucketsOfTheirOwn() {
    assertThrows(IllegalArgumentException.class, () -> settings("s", "originals"));
    assertThrows(IllegalArgumentException.class, () -> settings("s", "Not A Bucket"));
    assertThrows(IllegalArgumentException.class, () -> settings("", "media"));
  }

  @Test
  void publishedFilesAreReadAtTheStorageItsPublicAddressOrTheCdn() {
    assertEquals("https://storage.example/media/1/a%20b.mp4", url(none(), none(), true));
    assertEquals("https://media.storage.example/1/a%20b.mp4", url(none(), none(), false));
    assertEquals("https://s3.example:9/media/1/a%20b.mp4", url(at("s3.example:9"), none(), true));
    assertEquals("https://cdn.example/v/1/a%20b.mp4", url(none(), at("cdn.example/v/"), true));
  }

  private static S3Settings settings(String secret, String media) {
    return new S3Settings(
        STORAGE, "us-east-1", "key", secret, "originals", media, none(), none(), SERVED);
  }

  private static String url(Optional<URI> publicEndpoint, Optional<URI> cdn, boolean pathStyle) {
    var settings =
        new S3Settings(
            STORAGE,
            "r",
            "key",
            "secret",
            "originals",
            "media",
            "media-private",
            publicEndpoint,
            cdn,
            SERVED,
            Optional.empty(),
            Encryption.OFF,
            pathStyle);
    return new PublicUrls(settings).of("1/a b.mp4").toString();
  }

  private static Optional<URI> at(String address) {
    return Optional.of(URI.create("https://" + address));
  }

  private static Optional<URI> none() {
    return Optional.empty();
  }
}
