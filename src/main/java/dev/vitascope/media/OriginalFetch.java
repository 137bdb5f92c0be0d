package dev.vitascope.media;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
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
 * and hashed in order, so that nothing is read twice and memory stays at a few stretches.
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
    var ahead = new ArrayDeque<Future<Buffer>>(AHEAD);
    try (var file = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long asked = 0;
      long written = 0;
      while (written < size) {
        for (; ahead.size() < AHEAD && asked < size; asked += STRETCH) {
          ahead.add(store.read(key, asked, (int) Math.min(STRETCH, size - asked)));
        }
        var stretch = ahead.remove().await().getBytes();
        sha256.update(stretch);
        write(file, stretch);
        written += stretch.length;
        fetched.accept(written);
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void write(FileChannel file, byte[] stretch) throws IOException {
    var buffer = ByteBuffer.wrap(stretch);
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
