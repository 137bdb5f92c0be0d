package dev.vitascope.media;

/** Told of an encode by the thread that runs it; an exception ends the encode. */
public interface EncodeListener {

  /** At most some four times a second. */
  void progressed(EncodeProgress progress);

  /** As soon as the file is whole; in order within a rendition. */
  void segmentFinished(SegmentFile segment);
}
