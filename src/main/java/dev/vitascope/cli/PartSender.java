package dev.vitascope.cli;

import dev.vitascope.cli.UploadPlan.PartUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Puts parts of one file into storage, one try at a time; a try that stands still is ended. */
final class PartSender implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Path file;
  private final Duration patience;

  /**
   * @param patience how long a part may go without any progress
   */
  PartSender(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
  }

  /**
   * Sends one part once.
   *
   * @param onSent bytes of this part so far
   * @throws IOException if storage did not take it, whatever the reason
   */
  void put(PartUrl part, long offset, LongConsumer onSent)
      throws IOException, InterruptedException {
    var moved = new AtomicLong(System.nanoTime());
    LongConsumer onRead =
        sent -> {
          moved.set(System.nanoTime());
          onSent.accept(sent);
        };
    var answer = http.sendAsync(request(part, offset, onRead), BodyHandlers.ofString());
    try {
      int status = await(answer, moved).statusCode();
      if (status / 100 != 2) {
        throw new IOException("storage answered with HTTP " + status);
      }
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(PartUrl part, long offset, LongConsumer onRead) {
    var body = BodyPublishers.ofInputStream(() -> open(part, offset, onRead));
    return HttpRequest.newBuilder(part.url())
        .PUT(BodyPublishers.fromPublisher(body, part.size()))
        .build();
  }

  private FileRange open(PartUrl part, long offset, LongConsumer onRead) {
    try {
      return new FileRange(file, offset, part.size(), onRead);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> await(
      CompletableFuture<HttpResponse<String>> answer, AtomicLong moved)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return answer.get(Math.min(1000, patience.toMillis()), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() - moved.get() > patience.toNanos()) {
          throw new IOException("nothing moved for " + patience.toSeconds() + " s", e);
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      }
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
