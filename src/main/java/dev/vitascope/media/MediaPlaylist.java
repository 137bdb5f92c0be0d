package dev.vitascope.media;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The playlist of one rendition (RFC 8216 §4.3), beside its segments and {@code init.mp4}.
 *
 * @param segments durations in seconds, in order from sequence 0
 * @param ended false while more are to come ({@code EVENT}), then true ({@code VOD})
 */
public record MediaPlaylist(List<BigDecimal> segments, boolean ended) {

  public MediaPlaylist {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("a media playlist has segments");
    }
  }

  /** Of what has been made so far. */
  public static MediaPlaylist of(List<SegmentFile> segments, boolean ended) {
    for (var i = 0; i < segments.size(); i++) {
      if (segments.get(i).sequence() != i) {
        throw new IllegalArgumentException("segment " + i + " is missing");
      }
    }
    return new MediaPlaylist(segments.stream().map(SegmentFile::duration).toList(), ended);
  }

  /**
   * The longest duration rounded (§4.3.3.1). It must not change while a playlist grows (§6.2.1), so
   * what is not a lone short segment gets the length that segments are cut to.
   */
  int targetDuration() {
    var longest =
        segments.stream()
            .mapToInt(seconds -> seconds.setScale(0, RoundingMode.HALF_UP).intValueExact())
            .max()
            .orElseThrow();
    var least = ended && segments.size() == 1 ? 1 : SegmentGrid.SECONDS;
    return Math.max(longest, least);
  }

  /** The playlist's text. */
  public String render() {
    var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
    text.append("#EXT-X-TARGETDURATION:").append(targetDuration()).append('\n');
    text.append("#EXT-X-MEDIA-SEQUENCE:0\n");
    text.append("#EXT-X-PLAYLIST-TYPE:").append(ended ? "VOD" : "EVENT").append('\n');
    text.append("#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI=\"init.mp4\"\n");
    for (var i = 0; i < segments.size(); i++) {
      text.append("#EXTINF:").append(segments.get(i).toPlainString()).append(",\n");
      text.append(SegmentFile.name(i)).append('\n');
    }
    return ended ? text.append("#EXT-X-ENDLIST\n").toString() : text.toString();
  }
}
