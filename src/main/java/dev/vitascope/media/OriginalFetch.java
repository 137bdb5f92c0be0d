package dev.vitascope.media;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * Brings an original to the worker's disk: stretches are asked for ahead, several at once, written
 * and hashed in order, so that nothing is read twice, in the same memory for all of a file.
 */
record OriginalFetch(ObjectStore store) {

  private static final int STRETCH = 4 << 20;
  private static final int AHEAD = 4;

  /**
   * Fetches the whole object, on a virtual thread.
   *
   * @param fetched told the bytes there so far
   * @return the content's SHA-256, in hex
   */
  String fetch(ObjectKey key, long size, Path target, LongConsumer fetched) throws IOException {
    var sha256 = sha256();
    var ahead = new ArrayDeque<Stretch>(AHEAD);
    try (var file = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long asked = 0;
      for (; ahead.size() < AHEAD && asked < size; asked += STRETCH) {
        ahead.add(asked(key, asked, size, ByteBuffer.allocate((int) Math.min(STRETCH, size))));
      }
      long written = 0;
      while (written < size) {
        var stretch = ahead.remove();
        var memory = stretch.memory();
        stretch.there().await();
        written += memory.remaining();
        sha256.update(memory.duplicate());
        while (memory.hasRemaining()) {
          file.write(memory);
        }
        fetched.accept(written);
        if (asked < size) {
          ahead.add(asked(key, asked, size, memory));
          asked += STRETCH;
        }
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** A part of the file that is on its way. */
  private record Stretch(ByteBuffer memory, Future<Void> there) {}

  private Stretch asked(ObjectKey key, long offset, long size, ByteBuffer memory) {
    memory.clear().limit((int) Math.min(STRETCH, size - offset));
    return new Stretch(memory, store.read(key, offset, memory));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
