package dev.vitascope.media;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A media playlist as ffmpeg has written it so far (RFC 8216 §4.3): an input to ours.
 *
 * @param segments in order
 * @param ended whether it says that no more will come
 */
record GrowingPlaylist(List<SegmentFile> segments, boolean ended) {

  private static final String EXTINF = "#EXTINF:";

  /**
   * Reads a rendition's playlist, after what was there before; it may not be there yet.
   *
   * @throws IllegalArgumentException if it is no playlist, or one whose segments are not 00000,
   *     00001, … in order
   */
  static GrowingPlaylist read(EncodeJob job, Rendition rendition) throws IOException {
    try {
      return parse(Files.readAllLines(job.scratch().resolve(rendition.playlist())), job, rendition);
    } catch (NoSuchFileException e) {
      return new GrowingPlaylist(before(job, rendition), false);
    }
  }

  private static GrowingPlaylist parse(List<String> lines, EncodeJob job, Rendition rendition) {
    var segments = new ArrayList<>(before(job, rendition));
    var duration = BigDecimal.ZERO;
    for (var line : lines) {
      if (line.startsWith(EXTINF)) {
        duration = length(line, job);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        var name = SegmentFile.name(segments.size());
        if (!line.equals(name)) {
          throw new IllegalArgumentException(name + " was to come, but " + line + " did");
        }
        segments.add(segment(job, rendition, segments.size(), duration));
      }
    }
    return new GrowingPlaylist(List.copyOf(segments), lines.contains("#EXT-X-ENDLIST"));
  }

  private static List<SegmentFile> before(EncodeJob job, Rendition rendition) {
    return IntStream.range(0, job.checkpoint().segments())
        .mapToObj(sequence -> segment(job, rendition, sequence, job.grid().seconds()))
        .toList();
  }

  private static SegmentFile segment(
      EncodeJob job, Rendition rendition, int sequence, BigDecimal duration) {
    var path = job.scratch().resolve(rendition.segment(sequence));
    return new SegmentFile(rendition.resolution(), sequence, duration, path);
  }

  /** A lone picture ends when it begins, by ffmpeg's count; it is shown for one frame. */
  private static BigDecimal length(String line, EncodeJob job) {
    var seconds = new BigDecimal(line.substring(EXTINF.length(), line.indexOf(',')));
    return seconds.signum() > 0 ? seconds : job.probe().video().rate().frameLength();
  }
}
