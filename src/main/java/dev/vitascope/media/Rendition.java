package dev.vitascope.media;

import dev.vitascope.video.Resolution;

/**
 * A rung as it is made for one video.
 *
 * @param size even on both sides
 * @param crf x264's constant rate factor
 * @param maxrate the picture's cap in kbit/s
 * @param bufsize the kbit over which the cap is held
 */
public record Rendition(
    Resolution resolution, PictureSize size, int crf, int maxrate, int bufsize) {

  /** The init segment of an encode that goes on where another ended, relative to the folder. */
  static final String OTHER_INIT = "init-of-the-rest.mp4";

  /** What an encoder is tried with before there is a video. */
  static final Rendition TYPICAL =
      new Rendition(new Resolution(720), new PictureSize(1280, 720), 23, 3200, 6400);

  public Rendition {
    if (size.width() % 2 != 0 || size.height() % 2 != 0) {
      throw new IllegalArgumentException("a rendition's size is even, not " + size);
    }
  }

  /** Its HLS folder, relative: {@code 720p}. */
  public String folder() {
    return resolution.toString();
  }

  /** Its media playlist, relative: {@code 720p/playlist.m3u8}. */
  public String playlist() {
    return folder() + "/playlist.m3u8";
  }

  /** Its init segment, relative: {@code 720p/init.mp4}. */
  public String init() {
    return folder() + "/init.mp4";
  }

  /** Its segment of that number, from 0, relative: {@code 720p/00000.m4s}. */
  String segment(int sequence) {
    return folder() + "/" + SegmentFile.name(sequence);
  }

  /** Its MP4, relative: {@code 720p.mp4}. */
  public String mp4() {
    return resolution + ".mp4";
  }
}
