package dev.vitascope.media;

import dev.vitascope.video.Resolution;
import java.util.ArrayList;
import java.util.List;

/** Remembers what an encode told. */
final class RecordingListener implements EncodeListener {

  final List<EncodeProgress> progress = new ArrayList<>();
  final List<SegmentFile> segments = new ArrayList<>();

  @Override
  public void progressed(EncodeProgress step) {
    progress.add(step);
  }

  @Override
  public void segmentFinished(SegmentFile segment) {
    segments.add(segment);
  }

  List<Integer> sequences(Resolution resolution) {
    return segments.stream()
        .filter(segment -> segment.resolution().equals(resolution))
        .map(SegmentFile::sequence)
        .toList();
  }
}
