package dev.vitascope.media;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file and an address that notice being opened. The file is a pipe: whoever waits to write to it
 * is let go by the first reader.
 */
final class Canary implements AutoCloseable {

  private final Path file;
  private final ServerSocket listener;
  private final AtomicBoolean opened = new AtomicBoolean();
  private final Thread writer;

  Canary(Path folder) throws IOException, InterruptedException {
    file = folder.resolve("canary");
    if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
      throw new IOException("no pipe: " + file);
    }
    listener = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    listener.setSoTimeout(1);
    writer = Thread.ofPlatform().daemon().start(this::await);
  }

  private void await() {
    try (var out = new FileOutputStream(file.toFile())) {
      opened.set(true);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  String url() {
    return "http://127.0.0.1:%d/canary".formatted(listener.getLocalPort());
  }

  /** Whether anybody has opened the file or called at the address. */
  boolean sang() throws IOException {
    try (var caller = listener.accept()) {
      return caller.isConnected();
    } catch (SocketTimeoutException e) {
      return opened.get();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    if (!opened.get()) {
      Files.readString(file);
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
