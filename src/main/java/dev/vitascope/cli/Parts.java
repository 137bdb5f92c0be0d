package dev.vitascope.cli;

import static java.util.stream.Collectors.toMap;

import dev.vitascope.video.VideoId;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** The parts of one file on their way to storage, several at a time, each until it is there. */
final class Parts implements AutoCloseable {

  private final SourceFile file;
  private final UploadPlan plan;
  private final Upload.Pace pace;
  private final Upload.Listener listener;
  private final PartUrls urls;
  private final PartSender sender;
  private final Tally tally;

  Parts(
      VideoClient client,
      SourceFile file,
      VideoId id,
      UploadPlan plan,
      Upload.Pace pace,
      Upload.Listener listener) {
    this.file = file;
    this.plan = plan;
    this.pace = pace;
    this.listener = listener;
    this.urls = new PartUrls(client, id, plan.parts());
    this.sender = new PartSender(file.path(), pace.patience());
    this.tally = new Tally(bytes -> listener.sent(bytes, file.size()));
  }

  /** Sends these parts; returns when storage has all of them. */
  void send(List<Integer> missing) throws IOException, InterruptedException {
    tally.parts(
        plan.all().stream()
            .filter(number -> !missing.contains(number))
            .collect(toMap(number -> number, number -> plan.sizeOf(number, file.size()))));
    var waiting = new ConcurrentLinkedQueue<>(missing);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lanes = new ExecutorCompletionService<Void>(threads);
      int count = Math.min(pace.parallel(), missing.size());
      IntStream.range(0, count).forEach(lane -> lanes.submit(lane(waiting)));
      try {
        for (int ended = 0; ended < count; ended++) {
          lanes.take().get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw unwrapped(e);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private Callable<Void> lane(Queue<Integer> waiting) {
    return () -> {
      for (var number = waiting.poll(); number != null; number = waiting.poll()) {
        sendUntilThere(number, waiting);
      }
      return null;
    };
  }

  private void sendUntilThere(int number, Queue<Integer> waiting) throws InterruptedException {
    for (int failed = 1; ; failed++) {
      try {
        var part = urls.of(number, List.copyOf(waiting));
        tally.part(number, 0);
        sender.put(part, plan.offset(number), sent -> tally.part(number, sent));
        return;
      } catch (IOException e) {
        giveUpAfter(failed, number, e);
        listener.partFailed(number, reason(e));
      } catch (ServerException e) {
        if (!e.passing() || failed >= pace.retries().tries()) {
          throw e;
        }
        listener.partFailed(number, e.getMessage());
      }
      Thread.sleep(pace.retries().after(failed));
    }
  }

  private void giveUpAfter(int failed, int number, IOException last) {
    if (failed >= pace.retries().tries()) {
      var sentence = "Storage did not take part %d: %s.".formatted(number, reason(last));
      throw new ServerException(ServerException.PART_REFUSED, 0, sentence, last);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "the connection broke" : e.getMessage();
  }

  private static IOException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      case IOException io -> io;
      case Throwable other -> new IOException(other);
    };
  }

  @Override
  public void close() {
    sender.close();
  }
}
