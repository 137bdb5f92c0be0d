package dev.vitascope.media;

/**
 * How far an encode had come that ended before its time: the first segments of every rendition, and
 * their init segment, lie in the job's scratch folder where the encode would have made them.
 *
 * @param segments of each rendition, all of them whole; 0 where nothing was made yet
 * @param soundEnd where their sound ends by the container's clock, in samples; 0 without sound
 */
record Checkpoint(int segments, long soundEnd) {

  static final Checkpoint NONE = new Checkpoint(0, 0);

  /** At the end of a second's lead, the encoder has forgotten that it began there. */
  private static final int LEAD_FRAMES = 48;

  private static final int FRAME = 1024;

  Checkpoint {
    if (segments < 0 || soundEnd < 0) {
      throw new IllegalArgumentException("no checkpoint: " + segments + ", " + soundEnd);
    }
  }

  boolean isNone() {
    return segments == 0;
  }

  /** The samples that are left out before the sound's encoder, on its own grid. */
  long soundSkipped() {
    return Math.max(0, soundEnd - FRAME - LEAD_FRAMES * FRAME);
  }

  /**
   * Leaves out the frames that are there already. A muxer that begins in the middle takes the first
   * timestamp for the clock, and the encoder's own are one frame early: that of its priming.
   */
  String soundFilter() {
    return "noise=drop='lt(pts,%d)',setts=pts=PTS+%d:dts=DTS+%d"
        .formatted(soundEnd - FRAME, FRAME, FRAME);
  }
}
