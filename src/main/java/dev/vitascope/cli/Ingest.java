package dev.vitascope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Brings files to a server the way any client does, and follows them. */
public final class Ingest {

  private static final int UPLOADS_AT_ONCE = 2;

  private final VideoClient client;
  private final Upload upload;
  private final Follow follow;
  private final IngestListener listener;
  private final Semaphore uploads = new Semaphore(UPLOADS_AT_ONCE, true);

  public Ingest(VideoClient client, IngestListener listener) {
    this(client, PendingUploads.ofUser(), listener);
  }

  Ingest(VideoClient client, PendingUploads pending, IngestListener listener) {
    this(client, new Upload(client, pending), new Follow(client), listener);
  }

  Ingest(VideoClient client, Upload upload, Follow follow, IngestListener listener) {
    this.client = client;
    this.upload = upload;
    this.follow = follow;
    this.listener = listener;
  }

  /**
   * Sends all files and returns when each has come as far as wanted, in the order of the files.
   *
   * @param announced of every one
   * @param until empty if nothing but the upload is waited for
   */
  List<Outcome> all(List<Path> files, Announced announced, Optional<Follow.Until> until)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          files.stream().map(f -> threads.submit(() -> settle(f, announced, until))).toList();
      try {
        var outcomes = new ArrayList<Outcome>();
        for (var one : running) {
          outcomes.add(get(one));
        }
        return outcomes;
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private static Outcome get(Future<Outcome> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a file's way ends with an outcome", e);
    }
  }

  private Outcome settle(Path file, Announced announced, Optional<Follow.Until> until)
      throws InterruptedException {
    var opened = new AtomicReference<VideoId>();
    Outcome outcome;
    try {
      outcome = way(file, announced, until, opened);
    } catch (ServerException e) {
      outcome = new Outcome.Broken(file, lastSeen(opened.get()), e.getMessage(), e.noServer());
    } catch (IOException e) {
      outcome =
          new Outcome.Broken(
              file, Optional.empty(), "The file cannot be read: " + e.getMessage(), false);
    }
    listener.ended(file, outcome);
    return outcome;
  }

  private Outcome way(
      Path file, Announced announced, Optional<Follow.Until> until, AtomicReference<VideoId> opened)
      throws IOException, InterruptedException {
    var clock = new StageClock();
    var id = uploaded(file, announced, opened, clock);
    if (until.isEmpty()) {
      return new Outcome.HandedOver(file, client.video(id));
    }
    follow.follow(
        id,
        until.get(),
        progress -> {
          clock.at(progress.stage(), System.nanoTime());
          listener.progressed(file, progress);
        });
    clock.at(Stage.DONE, System.nanoTime());
    return new Outcome.Settled(file, client.video(id), clock.took());
  }

  private VideoId uploaded(
      Path file, Announced announced, AtomicReference<VideoId> opened, StageClock clock)
      throws IOException, InterruptedException {
    uploads.acquire();
    try {
      clock.at(Stage.RECEIVING, System.nanoTime());
      var id = upload.send(file, announced, new UploadReport(file, listener, opened));
      clock.at(Stage.QUEUED, System.nanoTime());
      return id;
    } finally {
      uploads.release();
    }
  }

  private Optional<ObjectNode> lastSeen(VideoId id) throws InterruptedException {
    try {
      return id == null ? Optional.empty() : Optional.of(client.video(id));
    } catch (ServerException e) {
      return Optional.empty();
    }
  }

  /** One upload's news, as news of its file. */
  private record UploadReport(Path file, IngestListener listener, AtomicReference<VideoId> opened)
      implements Upload.Listener {
    @Override
    public void opened(VideoId id, boolean resumed) {
      opened.set(id);
      if (resumed) {
        listener.noted(file, "going on with the upload that was cut off");
      }
    }

    @Override
    public void sent(long bytes, long size) {
      listener.sent(file, bytes, size);
    }

    @Override
    public void partFailed(int number, String reason) {
      listener.noted(file, "part %d is sent again: %s".formatted(number, reason));
    }
  }
}
