package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads from a segment where its sound ends (ISO 14496-12 §8.8). */
final class SoundEnd {

  private static final int TRACK = 2;
  private static final int FRAME = 1024;

  /** A box: its type, and what it holds. */
  private record Box(String type, ByteBuffer content) {

    static List<Box> in(ByteBuffer bytes) {
      var boxes = new ArrayList<Box>();
      while (bytes.remaining() >= 8) {
        var start = bytes.position();
        long size = Integer.toUnsignedLong(bytes.getInt());
        var type = new byte[4];
        bytes.get(type);
        if (size == 1) {
          size = bytes.getLong();
        }
        var content = bytes.slice();
        bytes.position(Math.toIntExact(start + size));
        boxes.add(
            new Box(
                new String(type, ISO_8859_1), content.limit(content.limit() - bytes.remaining())));
      }
      return boxes;
    }

    List<Box> all(String wanted) {
      return in(content.duplicate()).stream().filter(box -> box.type.equals(wanted)).toList();
    }

    /** A field of 32 bits, after version and flags. */
    long field(int at) {
      return Integer.toUnsignedLong(content.getInt(4 + at));
    }

    long time() {
      return content.get(0) == 0 ? field(0) : content.getLong(4);
    }
  }

  private SoundEnd() {}

  /**
   * By the container's clock, in samples; 0 if the segment has no sound.
   *
   * @throws IllegalArgumentException if this is no segment
   */
  static long of(Path segment) throws IOException {
    try {
      var all = new Box("", ByteBuffer.wrap(Files.readAllBytes(segment)));
      Predicate<Box> sound = track -> track.all("tfhd").getFirst().field(0) == TRACK;
      return all.all("moof").stream()
          .flatMap(fragment -> fragment.all("traf").stream())
          .filter(sound)
          .mapToLong(SoundEnd::end)
          .max()
          .orElse(0);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(segment.getFileName() + " is no segment", e);
    }
  }

  private static long end(Box track) {
    var samples = track.all("trun").stream().mapToLong(run -> run.field(0)).sum();
    return track.all("tfdt").getFirst().time() + samples * FRAME;
  }
}
