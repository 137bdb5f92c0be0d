package dev.vitascope.media;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Tells a listener of each segment once, by reading the playlists that ffmpeg lets grow. */
final class SegmentWatch {

  private final EncodeJob job;
  private final EncodeListener listener;
  private final Map<Rendition, Integer> told = new HashMap<>();

  SegmentWatch(EncodeJob job, EncodeListener listener) {
    this.job = job;
    this.listener = listener;
  }

  void look() throws IOException {
    for (var rendition : job.renditions()) {
      var known = told.getOrDefault(rendition, 0);
      var segments = read(rendition).segments();
      for (var segment : segments.subList(Math.min(known, segments.size()), segments.size())) {
        told.put(rendition, segment.sequence() + 1);
        listener.segmentFinished(segment);
      }
    }
  }

  /** The segments that each rendition has by now. */
  int count() {
    return told.values().stream().mapToInt(known -> known).min().orElse(0);
  }

  private GrowingPlaylist read(Rendition rendition) throws IOException {
    try {
      return GrowingPlaylist.read(job, rendition);
    } catch (IllegalArgumentException e) {
      throw new VideoException(Failure.OUTPUT_INVALID, e);
    }
  }
}
