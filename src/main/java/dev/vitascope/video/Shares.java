package dev.vitascope.video;

/**
 * What each leg of a video's way is of the whole, in percent, by the time it is expected to take:
 * so that one number moves evenly from the first byte sent to the last object stored.
 */
public final class Shares {

  /** Where the upload ends and the wait in the queue is. */
  public static final double UPLOADED = 25;

  public static final double FETCHED = 30;
  public static final double ENCODED = 97;
  public static final double STORED = 100;

  private Shares() {}

  /**
   * A point between two of the above.
   *
   * @param fraction of the leg, 0–1
   */
  public static double between(double from, double to, double fraction) {
    return from + (to - from) * Math.clamp(fraction, 0, 1);
  }
}
