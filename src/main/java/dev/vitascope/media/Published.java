package dev.vitascope.media;

import dev.vitascope.video.Resolution;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a transcode left in storage.
 *
 * @param prefix under which all of it lies; the master playlist is {@code prefix/master.m3u8}
 * @param thumbnails how many there are, {@code prefix/thumbnails/1.jpg} on; with any there is a
 *     {@code prefix/poster.jpg}
 */
record Published(String prefix, List<Rung> rungs, int thumbnails) {

  /**
   * One rendition's files.
   *
   * @param mp4Size in bytes
   * @param hlsSize all of its HLS files, in bytes
   */
  record Rung(
      Resolution resolution,
      int width,
      int height,
      String mp4Path,
      long mp4Size,
      String playlistPath,
      long hlsSize,
      List<Segment> segments) {}

  /**
   * A segment in storage.
   *
   * @param sequence from 0
   * @param duration in seconds
   */
  record Segment(String path, long sequence, BigDecimal duration, long size) {}
}
