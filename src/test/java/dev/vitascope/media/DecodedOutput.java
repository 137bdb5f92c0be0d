package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An output as it is seen and heard, decoded whole. */
final class DecodedOutput {

  static final int HERTZ = 8000;

  private static final int SIDE = 16;
  private static final int PICTURE = SIDE * SIDE * 3;

  /** Each of 16 by 16 pixels of red, green and blue. */
  private final byte[] pictures;

  /** Of its sound, at {@link #HERTZ}. */
  private final short[] samples;

  private DecodedOutput(byte[] pictures, short[] samples) {
    this.pictures = pictures;
    this.samples = samples;
  }

  /** Of a file or a playlist; what ffmpeg complains of is thrown. */
  static DecodedOutput of(Path output, boolean audible) throws Exception {
    var pictures =
        decoded(
            output,
            List.of("-vf", "scale=16:16:flags=area:in_color_matrix=bt709,format=rgb24"),
            List.of("-map", "0:v", "-fps_mode", "passthrough", "-f", "rawvideo"));
    var filter = "aresample=" + HERTZ + ":async=1:first_pts=0,aformat=s16:channel_layouts=mono";
    var sound =
        audible
            ? decoded(output, List.of("-af", filter), List.of("-map", "0:a", "-f", "s16le"))
            : new byte[0];
    var samples = new short[sound.length / 2];
    ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return new DecodedOutput(pictures, samples);
  }

  private static byte[] decoded(Path output, List<String> filter, List<String> form)
      throws Exception {
    var argv = new ArrayList<>(List.of(TestClips.binaries().ffmpeg().toString()));
    argv.addAll(List.of("-v", "error", "-i", output.toString()));
    argv.addAll(filter);
    argv.addAll(form);
    argv.add("-");
    var finished = Finished.run(argv, MediaLimits.DEFAULTS);
    if (!finished.succeeded() || !finished.errors().isEmpty()) {
      throw finished.cause();
    }
    return finished.output().getBytes(ISO_8859_1);
  }

  int frames() {
    return pictures.length / PICTURE;
  }

  /** The colour amid a quarter of a picture in the middle, clockwise from the upper left. */
  int[] quarter(int n) {
    var x = n == 1 || n == 2 ? 12 : 3;
    var y = n >= 2 ? 12 : 3;
    return pixel(frames() / 2, x, y);
  }

  private int[] pixel(int frame, int x, int y) {
    var at = frame * PICTURE + (y * SIDE + x) * 3;
    return new int[] {pictures[at] & 0xff, pictures[at + 1] & 0xff, pictures[at + 2] & 0xff};
  }

  /** The first pictures of flashes. */
  List<Integer> flashes() {
    var found = new ArrayList<Integer>();
    for (var frame = 0; frame < frames(); frame++) {
      if (white(frame) && (frame == 0 || !white(frame - 1))) {
        found.add(frame);
      }
    }
    return found;
  }

  private boolean white(int frame) {
    return pixel(frame, 8, 8)[1] > 128;
  }

  /** When beeps begin, in seconds: where it is loud after a quarter of a second that is not. */
  List<Double> beeps() {
    var found = new ArrayList<Double>();
    var last = -HERTZ;
    for (var at = 0; at < samples.length; at++) {
      if (Math.abs(samples[at]) > 3000) {
        if (at - last > HERTZ / 4) {
          found.add((double) at / HERTZ);
        }
        last = at;
      }
    }
    return found;
  }
}
