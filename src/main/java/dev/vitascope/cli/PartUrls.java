package dev.vitascope.cli;

import dev.vitascope.cli.UploadPlan.PartUrl;
import dev.vitascope.video.VideoId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The URLs of an upload's parts, signed in batches shortly before they are needed. */
final class PartUrls {

  private static final int BATCH = 32;
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final VideoClient client;
  private final VideoId id;
  private final ReentrantLock signing = new ReentrantLock();
  private final Map<Integer, PartUrl> known = new HashMap<>();

  PartUrls(VideoClient client, VideoId id, List<PartUrl> first) {
    this.client = client;
    this.id = id;
    first.forEach(part -> known.put(part.number(), part));
  }

  /**
   * A URL that is still good for a while. It is handed out once: whoever failed with it asks again
   * and gets another.
   *
   * @param next the parts that will be asked for soon
   */
  PartUrl of(int number, List<Integer> next) throws InterruptedException {
    signing.lockInterruptibly();
    try {
      known.values().removeIf(part -> part.expiresAt().isBefore(Instant.now().plus(MARGIN)));
      if (!known.containsKey(number)) {
        sign(number, next);
      }
      return known.remove(number);
    } finally {
      signing.unlock();
    }
  }

  private void sign(int number, List<Integer> next) throws InterruptedException {
    var batch = new ArrayList<Integer>(List.of(number));
    next.stream().filter(n -> !known.containsKey(n)).limit(BATCH - 1L).forEach(batch::add);
    client.signParts(id, batch).forEach(part -> known.put(part.number(), part));
    if (!known.containsKey(number)) {
      throw new ServerException(
          ServerException.BAD_ANSWER, 200, "The server gave no address for part " + number + ".");
    }
  }
}
