package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Resolution;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlaylistsTest {

  private static final Rendition RENDITION =
      new Rendition(new Resolution(480), new PictureSize(854, 480), 23, 1500, 3000);
  private static final CodecString CODEC = new CodecString("avc1.64001f");

  @Test
  void mediaPlaylistGrowsThenEnds() {
    var segments = List.of(new BigDecimal("10.010000"), new BigDecimal("3.336667"));
    assertEquals(
        """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-TARGETDURATION:10
        #EXT-X-MEDIA-SEQUENCE:0
        #EXT-X-PLAYLIST-TYPE:EVENT
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-MAP:URI="init.mp4"
        #EXTINF:10.010000,
        00000.m4s
        #EXTINF:3.336667,
        00001.m4s
        """,
        new MediaPlaylist(segments, false).render());
    var ended = new MediaPlaylist(segments, true).render();
    assertTrue(ended.contains("#EXT-X-PLAYLIST-TYPE:VOD\n"));
    assertTrue(ended.endsWith("00001.m4s\n#EXT-X-ENDLIST\n"));
  }

  @Property
  void noSegmentRoundsAboveTheTargetDuration(
      @ForAll @Size(min = 1, max = 20)
          List<@Scale(3) @BigRange(min = "0.001", max = "20") BigDecimal> segments,
      @ForAll boolean ended) {
    var target = new MediaPlaylist(segments, ended).targetDuration();
    for (var seconds : segments) {
      assertTrue(Math.floor(seconds.doubleValue() + 0.5) <= target);
    }
  }

  @Property
  void targetDurationStaysWhileSegmentsOfThePlannedLengthCome(
      @ForAll @Size(min = 2, max = 20)
          List<@BigRange(min = "0.1", max = "10.4") BigDecimal> segments) {
    for (var n = 1; n < segments.size(); n++) {
      assertEquals(10, new MediaPlaylist(segments.subList(0, n), false).targetDuration());
    }
    assertEquals(10, new MediaPlaylist(segments, true).targetDuration());
  }

  @Test
  void aMissingSegmentIsNoPlaylist() {
    var second = new SegmentFile(new Resolution(480), 1, BigDecimal.TEN, Path.of("00001.m4s"));
    assertThrows(IllegalArgumentException.class, () -> MediaPlaylist.of(List.of(second), false));
  }

  @Test
  void masterPlaylistSaysWhatWasMade() {
    var file = new SegmentFile(new Resolution(480), 0, BigDecimal.TEN, Path.of("00000.m4s"));
    var last = new SegmentFile(new Resolution(480), 1, new BigDecimal("2.5"), Path.of("00001.m4s"));
    var output =
        new RenditionOutput(
            RENDITION,
            CODEC,
            Path.of("init.mp4"),
            List.of(
                new RenditionOutput.Segment(file, 1_000_000),
                new RenditionOutput.Segment(last, 500_000)),
            Path.of("480p.mp4"));
    assertEquals(
        """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-STREAM-INF:BANDWIDTH=1600000,AVERAGE-BANDWIDTH=960000,RESOLUTION=854x480,\
        FRAME-RATE=29.970,CODECS="avc1.64001f,mp4a.40.2"
        480p/playlist.m3u8
        """,
        MasterPlaylist.of(List.of(output), TestProbes.full()).render());
  }

  @Test
  void firstMasterComesFromTheCaps() {
    var variant = Variant.byCaps(RENDITION, CODEC, TestProbes.full(), 128);
    assertEquals(1_660_560, variant.averageBandwidth());
    assertEquals(1_960_560, variant.bandwidth());
  }

  @Test
  void codecComesFromTheStream() {
    var init = new byte[] {0, 0, 0, 24, 'a', 'v', 'c', 'C', 1, 0x64, 0, 0x1f, -1};
    assertEquals(CODEC, CodecString.of(init));
    assertThrows(IllegalArgumentException.class, () -> CodecString.of(new byte[] {1, 2, 3}));
  }
}
