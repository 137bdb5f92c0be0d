package dev.vitascope.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A stretch of a file, read as it is asked for; tells how many of its bytes have been read. */
final class FileRange extends InputStream {

  private final FileChannel channel;
  private final long start;
  private final long length;
  private final LongConsumer onRead;
  private long read;

  FileRange(Path file, long start, long length, LongConsumer onRead) throws IOException {
    this.channel = FileChannel.open(file);
    this.start = start;
    this.length = length;
    this.onRead = onRead;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int wanted) throws IOException {
    if (read == length) {
      return -1;
    }
    int most = (int) Math.min(wanted, length - read);
    int got = channel.read(ByteBuffer.wrap(into, offset, most), start + read);
    if (got < 0) {
      throw new EOFException("the file became shorter while it was read");
    }
    read += got;
    onRead.accept(read);
    return got;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
