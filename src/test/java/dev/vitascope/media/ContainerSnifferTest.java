package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSnifferTest {

  @Test
  void knowsContainersByTheirFirstBytes() {
    assertEquals(Container.MOV, sniff("\0\0\0\u0018ftypisom\0\0\0\0"));
    assertEquals(Container.MOV, sniff("\0\0\0\u0008wide\0\0\0\0mdat"));
    assertEquals(Container.MATROSKA, sniff("\u001aE\u00df\u00a3\u0001\0\0\0"));
    assertEquals(Container.AVI, sniff("RIFF\0\0\0\0AVI LIST"));
    assertEquals(Container.FLV, sniff("FLV\u0001\u0005"));
    assertEquals(Container.OGG, sniff("OggS\0"));
    assertEquals(Container.MPEG, sniff("\0\0\u0001\u00ba!"));
    assertEquals(Container.ASF, sniff("0&\u00b2u\u008ef\u00cf\u0011\u00a6\u00d9"));
  }

  @Test
  void knowsTransportStreamsByTheirSyncBytes() {
    assertEquals(Container.MPEGTS, sniff(("G" + "\0".repeat(187)).repeat(5)));
    assertEquals(Container.MPEGTS, sniff(("\0\0\0\0G" + "\0".repeat(187)).repeat(5)));
    assertEquals(Container.MPEGTS, sniff("cut off" + ("G" + "\0".repeat(187)).repeat(5)));
    refuses(Failure.NOT_A_VIDEO, "G" + "\0".repeat(600));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello, this is text",
        "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        "\n <MPD xmlns='urn:mpeg:dash:schema:mpd:2011'/>",
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "\u0089PNG\r\n\u001a\n",
        "\0\0\0\u001cftypavif\0\0\0\0",
        "PK\u0003\u0004",
        "%PDF-1.7"
      })
  void refusesAllElse(String head) {
    refuses(Failure.NOT_A_VIDEO, head);
  }

  @Test
  void saysWhatIsOnlySound() {
    refuses(Failure.NO_VIDEO_STREAM, "ID3\u0004");
    refuses(Failure.NO_VIDEO_STREAM, "RIFF\0\0\0\0WAVEfmt ");
  }

  @Property
  void neverFailsOtherwise(@ForAll @Size(max = 600) byte[] head) {
    try {
      ContainerSniffer.sniff(head);
    } catch (VideoException e) {
      assertTrue(Set.of(Failure.NOT_A_VIDEO, Failure.NO_VIDEO_STREAM).contains(e.failure()));
    }
  }

  private static Container sniff(String head) {
    return ContainerSniffer.sniff(head.getBytes(ISO_8859_1));
  }

  private static void refuses(Failure failure, String head) {
    assertEquals(failure, assertThrows(VideoException.class, () -> sniff(head)).failure());
  }
}
