package dev.vitascope.status;

import dev.vitascope.video.Progress;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads progress with one statement at a time: what is asked for meanwhile goes into the next one.
 * However many videos are watched, the database has one small query of ours to do. Confined to an
 * event loop.
 */
final class BatchedReads {

  private static final int MOST_AT_ONCE = 500;

  private final VideoReads reads;
  private final Map<VideoId, Promise<Optional<Progress>>> waiting = new LinkedHashMap<>();
  private boolean reading;

  BatchedReads(VideoReads reads) {
    this.reads = reads;
  }

  /** The state as of now or a little later; empty if there is no such video. */
  Future<Optional<Progress>> read(VideoId video) {
    var answer = waiting.computeIfAbsent(video, id -> Promise.promise()).future();
    if (!reading) {
      readNext();
    }
    return answer;
  }

  private void readNext() {
    reading = true;
    var batch = takeBatch();
    reads
        .progress(batch.keySet())
        .onSuccess(found -> answer(batch, found))
        .onFailure(failure -> batch.values().forEach(promise -> promise.fail(failure)))
        .onComplete(done -> goOn());
  }

  private void goOn() {
    reading = false;
    if (!waiting.isEmpty()) {
      readNext();
    }
  }

  private Map<VideoId, Promise<Optional<Progress>>> takeBatch() {
    var batch = new HashMap<VideoId, Promise<Optional<Progress>>>();
    var entries = waiting.entrySet().iterator();
    while (entries.hasNext() && batch.size() < MOST_AT_ONCE) {
      var entry = entries.next();
      batch.put(entry.getKey(), entry.getValue());
      entries.remove();
    }
    return batch;
  }

  private static void answer(
      Map<VideoId, Promise<Optional<Progress>>> batch, List<Progress> found) {
    found.forEach(progress -> batch.get(progress.videoId()).complete(Optional.of(progress)));
    batch.values().forEach(promise -> promise.tryComplete(Optional.empty()));
  }
}
