package dev.vitascope.status;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.vitascope.links.PlaybackLinks;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.Visibility;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The addresses of all videos' files.
 *
 * @param publicUrl the address of an object in the published bucket, by its key
 * @param gateway an IPFS gateway's own address, where there is one
 * @param links for files that are read by signed addresses
 */
public record AddressBook(
    Function<String, URI> publicUrl,
    Optional<URI> gateway,
    PlaybackLinks links,
    InstantSource clock) {

  /** So long the same addresses are given, so that what they lead to can be kept by a cache. */
  private static final Duration STEADY = Duration.ofMinutes(15);

  /** Of one video, good for the usual time and for as long as it lasts, or for ever. */
  Addresses of(VideoId video, Visibility visibility, Duration lasts) {
    long step = STEADY.toSeconds();
    long begun = clock.instant().getEpochSecond() / step * step;
    var usual = PlaybackLinks.USUAL.plus(lasts).plus(STEADY);
    var longest = PlaybackLinks.LONGEST;
    var life = usual.compareTo(longest) > 0 ? longest : usual;
    return until(video, visibility, Instant.ofEpochSecond(begun).plus(life));
  }

  /** Of one video, good for so long from now; those of a public one last. */
  Addresses lasting(VideoId video, Visibility visibility, Duration life) {
    return until(video, visibility, clock.instant().truncatedTo(SECONDS).plus(life));
  }

  private Addresses until(VideoId video, Visibility visibility, Instant end) {
    return visibility == Visibility.PUBLIC
        ? new Addresses(publicUrl, gateway, Optional.empty())
        : new Addresses(key -> links.sign(video, end, key), Optional.empty(), Optional.of(end));
  }
}
