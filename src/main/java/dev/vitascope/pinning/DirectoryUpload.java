package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One directory on its way into a node, written no faster than the node takes it. While a stretch
 * is written the next one is read: at most three are in memory.
 */
final class DirectoryUpload {

  private static final Logger log = LoggerFactory.getLogger(DirectoryUpload.class);

  /** In bytes. */
  static final int STRETCH = 2 * 1024 * 1024;

  private final HttpClientRequest request;
  private final Multipart frame;
  private final Future<Buffer> answer;
  private final Map<String, Long> sent = new LinkedHashMap<>();

  DirectoryUpload(HttpClientRequest request, Multipart frame) {
    this.request = request;
    this.frame = frame;
    // Whatever ends the request fails those who wait for it; unheard, it is logged as an error.
    request.exceptionHandler(ended -> log.debug("adding ended: {}", ended.toString()));
    // From the start: a node answers file by file, or refuses, while the rest is still sent.
    this.answer = request.response().compose(KuboAnswer::read);
  }

  /** Sends the files, on a virtual thread; where that fails or is interrupted, it is taken back. */
  AddedDirectory send(List<? extends DirectoryFile> files) {
    try {
      sendAll(files.iterator());
      await(request.end(frame.end()));
      return AddedDirectory.of(AddedEntry.parse(await(answer).toString()), sent);
    } finally {
      if (!answer.isComplete()) {
        request.reset();
      }
    }
  }

  /** Why the node gave up, if it said so: a write that fails knows only that the line is dead. */
  Throwable reason(Throwable failure) {
    return answer.cause() instanceof KuboException told ? told : failure;
  }

  private void sendAll(Iterator<? extends DirectoryFile> files) {
    var opening = openNext(files);
    while (opening != null) {
      var opened = await(opening);
      opening = openNext(files);
      send(opened);
    }
  }

  private void send(Opened opened) {
    var file = opened.file();
    write(frame.beforeFile(file.name()));
    var next = Future.succeededFuture(opened.first());
    for (long written = 0; written < opened.size(); ) {
      var stretch = await(next);
      written += stretch.length();
      next = read(file, written, opened.size());
      write(stretch);
    }
    write(Multipart.AFTER_FILE);
    sent.put(file.name(), opened.size());
  }

  private void write(Buffer bytes) {
    if (answer.failed()) {
      await(answer);
    }
    await(request.write(bytes));
  }

  private static Future<Opened> openNext(Iterator<? extends DirectoryFile> files) {
    if (!files.hasNext()) {
      return null;
    }
    var file = files.next();
    return file.size()
        .compose(size -> read(file, 0, size).map(first -> new Opened(file, size, first)));
  }

  private static Future<Buffer> read(DirectoryFile file, long offset, long size) {
    int length = (int) Math.min(STRETCH, size - offset);
    return length == 0 ? Future.succeededFuture(Buffer.buffer()) : file.read(offset, length);
  }

  private record Opened(DirectoryFile file, long size, Buffer first) {}
}
