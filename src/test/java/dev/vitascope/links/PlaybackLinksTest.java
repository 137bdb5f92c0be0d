package dev.vitascope.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class PlaybackLinksTest {

  private static final URI SERVER = URI.create("https://videos.example/v");
  private static final Instant NOW = Instant.parse("2026-02-01T12:00:00.9Z");
  private static final Instant END = NOW.plusSeconds(60);
  private static final VideoId VIDEO = VideoId.parse("5f0c7d1e-3b6a-4a52-9b0e-0d9a3c1b2e4f");

  private final PlaybackLinks links = at(NOW, "secret");

  /** As the standard library of another language computes it. */
  @Test
  void theTokenIsTheEndAndTheSignatureOfIt() {
    assertEquals(
        "https://videos.example/v/play/1769947260.f9RMUS7VaHL6AOveiBmTcyHhEvbdwLXSZTgNTfXY-Bw/%s/1-abc/master.m3u8"
            .formatted(VIDEO),
        links.sign(VIDEO, END, VIDEO + "/1-abc/master.m3u8").toString());
  }

  @Test
  void itHoldsUntilItsEndAtEveryNodeAndAfterEveryStart() {
    var token = token(END);
    assertEquals(Duration.ofSeconds(60), links.left(VIDEO, token));
    assertEquals(Duration.ofSeconds(1), at(END.minusSeconds(1), "secret").left(VIDEO, token));
    assertFails(Failure.LINK_EXPIRED, at(END, "secret"), VIDEO, token);
  }

  @Test
  void whatWasNotSignedSoIsRefused() {
    var token = token(END);
    assertFails(Failure.LINK_INVALID, at(NOW, "another"), VIDEO, token);
    assertFails(Failure.LINK_INVALID, links, VideoId.random(), token);
    var later = token.replaceFirst("\\d+", Long.toString(END.getEpochSecond() + 1));
    assertFails(Failure.LINK_INVALID, links, VIDEO, later);
    for (var broken :
        new String[] {"", ".", token + "A", token.substring(1), "0" + token, "-" + token}) {
      assertFails(Failure.LINK_INVALID, links, VIDEO, broken);
    }
  }

  /** Of one that was never ours it is not told whether its time would be over. */
  @Test
  void everyCharacterCounts() {
    var token = token(NOW.minusSeconds(5));
    for (int at = 0; at < token.length(); at++) {
      var other = token.charAt(at) == '1' ? '2' : '1';
      var tampered = token.substring(0, at) + other + token.substring(at + 1);
      assertNotEquals(token, tampered);
      assertFails(Failure.LINK_INVALID, links, VIDEO, tampered);
    }
    assertFails(Failure.LINK_EXPIRED, links, VIDEO, token);
  }

  private String token(Instant end) {
    return links.sign(VIDEO, end, "x").getPath().split("/", -1)[3];
  }

  private static PlaybackLinks at(Instant now, String secret) {
    return new PlaybackLinks(SERVER, secret, InstantSource.fixed(now));
  }

  private static void assertFails(
      Failure expected, PlaybackLinks links, VideoId video, String token) {
    var refused = assertThrows(VideoException.class, () -> links.left(video, token));
    assertEquals(expected, refused.failure(), token);
  }
}
