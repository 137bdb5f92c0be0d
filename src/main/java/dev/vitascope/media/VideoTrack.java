package dev.vitascope.media;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A stream of pictures.
 *
 * @param index of the stream in the file
 * @param codec as ffmpeg names it
 * @param coded the size of the stored pictures
 * @param display the size to show them at: turned upright, pixels square
 * @param rotation how far to turn the stored picture clockwise, in degrees from 0 to 359
 * @param rate the constant rate to encode at
 * @param pixelFormat as ffmpeg names it
 * @param interlaced whether its pictures are made of two fields
 * @param colour what its numbers mean
 * @param duration of this stream, where the container tells
 * @param bitRate in bit/s, 0 if unknown
 */
public record VideoTrack(
    int index,
    String codec,
    PictureSize coded,
    PictureSize display,
    int rotation,
    FrameRate rate,
    String pixelFormat,
    boolean interlaced,
    Colour colour,
    Optional<Duration> duration,
    long bitRate) {

  public VideoTrack {
    if (index < 0 || rotation < 0 || rotation > 359) {
      throw new IllegalArgumentException("no stream of pictures");
    }
  }

  /**
   * ITU-T H.273 code points by ffmpeg's names; {@code unknown} where the file does not say.
   *
   * @param primaries which red, green and blue
   * @param transfer the curve from light to number
   * @param space the matrix from RGB to YCbCr
   * @param range {@code tv} (limited) or {@code pc} (full)
   */
  public record Colour(String primaries, String transfer, String space, String range) {

    static final String UNKNOWN = "unknown";

    private static final Set<String> HIGH_DYNAMIC = Set.of("smpte2084", "arib-std-b67");

    /** PQ or HLG (ITU-R BT.2100), which a standard screen cannot show as they are. */
    boolean highDynamicRange() {
      return HIGH_DYNAMIC.contains(transfer);
    }

    boolean wideGamut() {
      return primaries.equals("bt2020");
    }
  }
}
