package dev.vitascope.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A picture's size in pixels, written {@code 1280x720}.
 *
 * @param width 1 or more
 * @param height 1 or more
 */
public record PictureSize(int width, int height) {

  public PictureSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("no picture size: " + width + "x" + height);
    }
  }

  /**
   * The size that {@code 1280x720} writes.
   *
   * @throws IllegalArgumentException if the text is no size
   */
  @JsonCreator
  public static PictureSize parse(String text) {
    if (!text.matches("\\d{1,6}x\\d{1,6}")) {
      throw new IllegalArgumentException("no picture size: " + text);
    }
    var x = text.indexOf('x');
    return new PictureSize(
        Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
  }

  public int shortSide() {
    return Math.min(width, height);
  }

  long pixels() {
    return (long) width * height;
  }

  PictureSize turned() {
    return new PictureSize(/* width= */ height, /* height= */ width);
  }

  /** This shape with another short side; both sides even, as 4:2:0 wants. */
  PictureSize withShortSide(int side) {
    var scale = (double) side / shortSide();
    return new PictureSize(even(width * scale), even(height * scale));
  }

  private static int even(double length) {
    return Math.max(2, (int) Math.round(length / 2) * 2);
  }

  @JsonValue
  @Override
  public String toString() {
    return width + "x" + height;
  }
}
