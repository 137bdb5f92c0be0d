package dev.vitascope.media;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ffmpeg can end well with its outputs cut short by a full disk: the disk itself is asked. */
final class ScratchSpace {

  private static final long LEAST = 4 << 20;

  private ScratchSpace() {}

  /** Work that writes to the disk. */
  interface Work {
    void run() throws Exception;
  }

  /**
   * Does the work, and if it fails to write, looks at the room left while what it has written is
   * still there.
   *
   * @throws VideoException with {@link Failure#SCRATCH_FULL} if there is next to none
   */
  static void during(Path scratch, Work work) throws Exception {
    try {
      work.run();
    } catch (IOException e) {
      require(scratch);
      throw e;
    }
  }

  /**
   * Looks at the room left.
   *
   * @throws VideoException with {@link Failure#SCRATCH_FULL} if there is next to none
   */
  static void require(Path scratch) throws IOException {
    require(scratch, 0);
  }

  /** As above, with room for so many bytes beside. */
  static void require(Path scratch, long bytes) throws IOException {
    if (Files.getFileStore(scratch).getUsableSpace() < LEAST + bytes) {
      throw new VideoException(Failure.SCRATCH_FULL);
    }
    requireOneMoreFile(scratch);
  }

  /** A disk may have room and no inode left, of which nobody tells but by refusing a file. */
  private static void requireOneMoreFile(Path scratch) {
    try {
      Files.delete(Files.createTempFile(scratch, ".room", ""));
    } catch (IOException e) {
      throw new VideoException(Failure.SCRATCH_FULL, e);
    }
  }
}
