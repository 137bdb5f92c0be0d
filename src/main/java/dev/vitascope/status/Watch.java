package dev.vitascope.status;

import dev.vitascope.video.Progress;
import dev.vitascope.video.VideoId;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A video that somebody on this node watches. However fast it changes, it is read and sent at most
 * four times a second, the first change at once and the last one never lost. Confined to the event
 * loop of {@link LiveStatus}.
 */
final class Watch {

  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final long PACE_MILLIS = 250;

  private final Vertx vertx;
  private final BatchedReads reads;
  private final VideoId video;
  private final Set<LiveSocket> sockets = new HashSet<>();
  private Optional<Snapshot> latest = Optional.empty();
  private boolean pacing;
  private boolean again;

  Watch(Vertx vertx, BatchedReads reads, VideoId video) {
    this.vertx = vertx;
    this.reads = reads;
    this.video = video;
  }

  /** The socket gets the present state now, and every later one. */
  void join(LiveSocket socket) {
    sockets.add(socket);
    if (pacing) {
      latest.ifPresent(socket::offer);
    } else {
      read();
    }
  }

  void leave(LiveSocket socket) {
    sockets.remove(socket);
  }

  boolean isDeserted() {
    return sockets.isEmpty();
  }

  /** The video has reached a version: whatever it holds, the row tells. */
  void reached(long version) {
    if (latest.isEmpty() || version > latest.get().version()) {
      want();
    }
  }

  /** Events are a hint that may get lost: looks again while something may still happen. */
  void lookAgain() {
    if (latest.isEmpty() || !latest.get().settled()) {
      want();
    }
  }

  private void want() {
    if (pacing) {
      again = true;
    } else {
      read();
    }
  }

  private void read() {
    pacing = true;
    again = false;
    var pace = vertx.timer(PACE_MILLIS, TimeUnit.MILLISECONDS);
    reads
        .read(video)
        .onSuccess(this::tell)
        .onFailure(
            failure -> log.debug("{} cannot be read just now: {}", video, failure.toString()))
        .eventually(() -> pace)
        .onComplete(paced -> goOn());
  }

  private void goOn() {
    pacing = false;
    if (again && !isDeserted()) {
      read();
    }
  }

  private void tell(Optional<Progress> found) {
    if (found.isEmpty()) {
      sockets.forEach(socket -> socket.nothingAt(video));
      return;
    }
    var snapshot = Snapshot.of(found.get());
    if (latest.isEmpty() || snapshot.saysMoreThan(latest.get())) {
      latest = Optional.of(snapshot);
    }
    // To all: each socket knows what it has been sent.
    sockets.forEach(socket -> socket.offer(snapshot));
  }
}
