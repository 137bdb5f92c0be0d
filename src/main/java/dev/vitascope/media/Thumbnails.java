package dev.vitascope.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Still pictures of a video for lists and for before it plays, taken by the run that encodes it:
 * the first, and some evenly over its length. There may be fewer where the file told a wrong
 * length.
 */
final class Thumbnails {

  static final String POSTER = "poster.jpg";
  static final String FOLDER = "thumbnails";
  static final String TYPE = "image/jpeg";

  private static final int EVENLY = 5;
  private static final int MOST = 1 + EVENLY;

  private Thumbnails() {}

  /** The name of the n-th, from 1. */
  static String name(int n) {
    return "%s/%d.jpg".formatted(FOLDER, n);
  }

  /**
   * From a rendition's frames to the few to keep.
   *
   * @param told the length the file tells
   * @param end where encoding ends: whoever waits for a frame that never comes ends there too
   */
  static String filter(Duration told, Duration end) {
    double step = Math.max(0.001, told.toMillis() / 1000.0 / EVENLY);
    return String.format(
        Locale.ROOT,
        "trim=end=%d,select='lt(selected_n,%d)*(eq(n,0)+gte(t,(selected_n-0.5)*%.3f))',"
            + "scale=out_range=full,format=yuvj420p",
        end.toSeconds(),
        MOST,
        step);
  }

  /** The output that takes them. */
  static List<String> output() {
    return List.of(
        "-map",
        "[stills]",
        "-fps_mode",
        "vfr",
        "-c:v",
        "mjpeg",
        "-q:v",
        "4",
        "-map_metadata",
        "-1",
        "-frames:v",
        Integer.toString(MOST),
        "-f",
        "image2",
        FOLDER + "/%d.jpg");
  }

  /** Those that were made, in order. */
  static List<Path> in(Path scratch) {
    return IntStream.rangeClosed(1, MOST)
        .mapToObj(n -> scratch.resolve(name(n)))
        .takeWhile(Files::exists)
        .toList();
  }

  /** The one with the most to see: a black or blurred picture makes a small file. */
  static Optional<Path> poster(List<Path> made) {
    return made.stream().max(Comparator.comparingLong(Thumbnails::size));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
