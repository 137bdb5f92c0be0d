package dev.vitascope.cli;

import dev.vitascope.video.IpfsStatus;
import dev.vitascope.video.Progress;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import java.time.Duration;
import java.util.function.Consumer;

/** Watches a video on its way by asking for its progress. */
public final class Follow {

  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Retries UNANSWERED =
      new Retries(Duration.ofSeconds(1), Duration.ofSeconds(5), 25);

  private final VideoClient client;
  private final Duration every;
  private final Retries unanswered;

  public Follow(VideoClient client) {
    this(client, EVERY, UNANSWERED);
  }

  Follow(VideoClient client, Duration every, Retries unanswered) {
    this.client = client;
    this.every = every;
    this.unanswered = unanswered;
  }

  /** How far a video is watched. */
  public enum Until {
    /** {@code Completed} or {@code Failed}. */
    STORED {
      @Override
      boolean reached(Progress progress) {
        return progress.status() == VideoStatus.COMPLETED
            || progress.status() == VideoStatus.FAILED;
      }
    },
    /** Until its copy on IPFS is settled too: pinned, failed, or none is wanted. */
    PIN_SETTLED {
      @Override
      boolean reached(Progress progress) {
        var ipfs = progress.ipfs().status();
        boolean settled =
            ipfs == IpfsStatus.PINNED || ipfs == IpfsStatus.FAILED || ipfs == IpfsStatus.OFF;
        return progress.status() == VideoStatus.FAILED || (STORED.reached(progress) && settled);
      }
    };

    abstract boolean reached(Progress progress);
  }

  /**
   * Returns when the video has come that far.
   *
   * @param onChange told of each state that says something new; the last one too
   * @throws ServerException if the server refuses, or does not answer for some two minutes
   */
  public Progress follow(VideoId id, Until until, Consumer<Progress> onChange)
      throws InterruptedException {
    Progress last = null;
    for (int failed = 0; ; ) {
      try {
        var now = client.progress(id);
        failed = 0;
        if (!now.equals(last)) {
          last = now;
          onChange.accept(now);
        }
        if (until.reached(now)) {
          return now;
        }
        Thread.sleep(every);
      } catch (ServerException e) {
        if (!e.passing() || ++failed >= unanswered.tries()) {
          throw e;
        }
        Thread.sleep(unanswered.after(failed));
      }
    }
  }
}
