package dev.vitascope.cli;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends a file straight to storage, several parts at a time, and goes on with an upload of the same
 * file that was cut off. What has arrived is what storage says has arrived.
 */
public final class Upload {

  private static final int ROUNDS = 5;

  private final VideoClient client;
  private final PendingUploads pending;
  private final Pace pace;

  public Upload(VideoClient client, PendingUploads pending) {
    this(client, pending, Pace.USUAL);
  }

  Upload(VideoClient client, PendingUploads pending, Pace pace) {
    this.client = client;
    this.pending = pending;
    this.pace = pace;
  }

  /**
   * How parts are sent.
   *
   * @param parallel how many at a time
   * @param patience how long a part may go without progress before it is started over
   */
  record Pace(int parallel, Duration patience, Retries retries) {
    static final Pace USUAL = new Pace(4, Duration.ofSeconds(30), Retries.PARTS);
  }

  /** What is told on the way; on any thread. */
  public interface Listener {

    /** The video has an identity from here on, whatever becomes of it. */
    void opened(VideoId id, boolean resumed);

    void sent(long bytes, long size);

    /** A part has failed and will be sent again. */
    void partFailed(int number, String reason);
  }

  private record Ongoing(VideoId id, UploadPlan plan, List<Integer> missing) {}

  /**
   * Sends the file and has the server take it over.
   *
   * @throws IOException if the file cannot be read
   * @throws ServerException if the server or storage does not take it; what was sent is kept, and
   *     the next call for the same file goes on from there
   */
  VideoId send(Path path, Announced announced, Listener listener)
      throws IOException, InterruptedException {
    var file = SourceFile.of(path);
    var resumed = resume(file, announced);
    var ongoing = resumed.isPresent() ? resumed.get() : open(file, announced);
    listener.opened(ongoing.id(), resumed.isPresent());
    try (var parts = new Parts(client, file, ongoing.id(), ongoing.plan(), pace, listener)) {
      finish(file, ongoing, parts);
    }
    pending.forget(client.server(), file);
    return ongoing.id();
  }

  private Ongoing open(SourceFile file, Announced announced)
      throws IOException, InterruptedException {
    var video =
        new VideoClient.NewVideo(
            file.name(), file.size(), announced.title(), announced.visibility());
    var created = client.create(video);
    pending.remember(client.server(), file, created.videoId());
    return new Ongoing(created.videoId(), created.upload(), created.upload().all());
  }

  private Optional<Ongoing> resume(SourceFile file, Announced announced)
      throws IOException, InterruptedException {
    var known = pending.find(client.server(), file);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (announced.isPrivate()) {
        client.makePrivate(known.get());
      }
      return Optional.of(ongoing(known.get(), file));
    } catch (ServerException e) {
      if (e.httpStatus() / 100 != 4 || e.passing()) {
        throw e;
      }
      pending.forget(client.server(), file);
      return Optional.empty();
    }
  }

  private Ongoing ongoing(VideoId id, SourceFile file) throws InterruptedException {
    var state = client.uploadState(id);
    var plan = state.plan();
    List<Integer> missing =
        state.complete() ? List.of() : plan.missing(state.received(), file.size());
    return new Ongoing(id, plan, missing);
  }

  private void finish(SourceFile file, Ongoing ongoing, Parts parts)
      throws IOException, InterruptedException {
    var missing = ongoing.missing();
    for (int round = 1; ; round++) {
      parts.send(missing);
      file.checkUnchanged();
      try {
        client.complete(ongoing.id());
        return;
      } catch (ServerException e) {
        boolean parted = e.is(Failure.PARTS_MISSING) || e.is(Failure.PART_SIZE_WRONG);
        if (!parted || round == ROUNDS) {
          throw e;
        }
        missing = ongoing(ongoing.id(), file).missing();
      }
    }
  }
}
