package dev.vitascope.links;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs addresses of a private video's files and knows its own signatures again. What stands in the
 * path before a file's key is a token: when it runs out, in seconds of the epoch, and the
 * HMAC-SHA256 (RFC 2104) of that and the video. So it holds for all of one video's files, and
 * relative addresses in its playlists keep it.
 */
public final class PlaybackLinks {

  /** Where they lead. */
  public static final String PATH = "/play";

  /** How long a link lasts at least that nobody has said more of. */
  public static final Duration USUAL = Duration.ofHours(1);

  /** How long one may last. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern TOKEN = Pattern.compile("(\\d{1,11})\\.([\\w-]{43})");

  private final String base;
  private final SecretKeySpec key;
  private final InstantSource clock;

  /**
   * The links of one deployment. All nodes that have the storage's secret sign alike, and whoever
   * has it could read the files anyway: so the key is made from it.
   *
   * @param server where browsers reach this program, with no slash at the end
   * @param storageSecret the secret key of the storage
   */
  public PlaybackLinks(URI server, String storageSecret, InstantSource clock) {
    this.base = server + PATH + "/";
    this.key = key(hmac(key(storageSecret.getBytes(UTF_8)), "vitascope playback links"));
    this.clock = clock;
  }

  /** The address of a file until then; the video's id is what its key begins with. */
  public URI sign(VideoId video, Instant until, String mediaKey) {
    return URI.create(base + token(video, until.getEpochSecond()) + "/" + mediaKey);
  }

  /**
   * How long a link lasts still. Fails with {@code LINK_INVALID} if the token is none of ours for
   * this video, with {@code LINK_EXPIRED} if its time is over.
   */
  public Duration left(VideoId video, String token) {
    var parts = TOKEN.matcher(token);
    if (!parts.matches() || !isOurs(video, Long.parseLong(parts.group(1)), token)) {
      throw new VideoException(Failure.LINK_INVALID);
    }
    long left = Long.parseLong(parts.group(1)) - clock.instant().getEpochSecond();
    if (left <= 0) {
      throw new VideoException(Failure.LINK_EXPIRED);
    }
    return Duration.ofSeconds(left);
  }

  /** Takes as long for any token. */
  private boolean isOurs(VideoId video, long until, String token) {
    return MessageDigest.isEqual(token(video, until).getBytes(US_ASCII), token.getBytes(US_ASCII));
  }

  private String token(VideoId video, long until) {
    var signature = hmac(key, video + "." + until);
    return until + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static SecretKeySpec key(byte[] bytes) {
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java knows " + ALGORITHM, e);
    }
  }
}
