package dev.vitascope.media;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.tracing.LogFields;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What attempts that ended before their time have left in storage. All segments but the last of
 * those that every rendition has are taken over: the last may be a video's short one.
 */
record EarlierAttempts(ObjectStore store, Bucket bucket, AttemptPrefix now) {

  private static final Logger log = LoggerFactory.getLogger(EarlierAttempts.class);

  private record Left(AttemptPrefix prefix, int segments) {}

  /** Removes what attempts up to this one have stored; tells only if it cannot. */
  static void remove(ObjectStore store, VideoId video, int last) {
    Bucket.OF_MEDIA.forEach(bucket -> remove(store, bucket, video, last));
  }

  private static void remove(ObjectStore store, Bucket bucket, VideoId video, int last) {
    store
        .list(bucket, video + "/")
        .map(keys -> keys.stream().filter(key -> AttemptPrefix.attempt(key) <= last).toList())
        .compose(keys -> store.delete(bucket, keys))
        .onFailure(
            failure ->
                LogFields.about(
                    video, () -> log.warn("attempts at {} stay for now", video, failure)));
  }

  /** Fetches what was left into the job's folder; none if there is none, or it goes meanwhile. */
  Checkpoint fetch(EncodeJob job) throws IOException {
    if (now.attempt() == 1) {
      return Checkpoint.NONE;
    }
    var stored = await(store.sizes(bucket, now.video() + "/"));
    var best =
        IntStream.range(1, now.attempt())
            .mapToObj(now::before)
            .map(prefix -> new Left(prefix, segments(prefix, stored, job)))
            .max(Comparator.comparingInt(Left::segments))
            .orElseThrow();
    if (best.segments() < 1) {
      return Checkpoint.NONE;
    }
    try {
      fetch(best, stored, job);
    } catch (VideoException e) {
      log.warn("{} cannot be taken over: {}", best.prefix(), e.getMessage());
      return Checkpoint.NONE;
    }
    var soundEnds = soundEnds(best.segments(), job);
    if (soundEnds.size() > 1) {
      log.warn("{} cannot be taken over: its sound ends at {}", best.prefix(), soundEnds);
      return Checkpoint.NONE;
    }
    log.info("{} goes on after {} segments of {}", now, best.segments(), best.prefix());
    return new Checkpoint(best.segments(), soundEnds.iterator().next());
  }

  private static int segments(AttemptPrefix prefix, SortedMap<String, Long> stored, EncodeJob job) {
    return job.renditions().stream()
            .mapToInt(rendition -> segments(prefix, stored, rendition))
            .min()
            .orElseThrow()
        - 1;
  }

  private static int segments(
      AttemptPrefix prefix, SortedMap<String, Long> stored, Rendition rendition) {
    if (!stored.containsKey(prefix.key(rendition.init()))) {
      return 0;
    }
    return Math.toIntExact(
        IntStream.iterate(0, i -> i + 1)
            .mapToObj(rendition::segment)
            .takeWhile(name -> stored.containsKey(prefix.key(name)))
            .count());
  }

  private void fetch(Left left, SortedMap<String, Long> stored, EncodeJob job) throws IOException {
    for (var rendition : job.renditions()) {
      Files.createDirectories(job.scratch().resolve(rendition.folder()));
      for (var name : names(rendition, left.segments())) {
        var key = left.prefix().key(name);
        new OriginalFetch(store)
            .fetch(
                new ObjectKey(bucket, key),
                stored.get(key),
                job.scratch().resolve(name),
                bytes -> {});
      }
    }
  }

  private static List<String> names(Rendition rendition, int segments) {
    var names = new ArrayList<>(List.of(rendition.init()));
    IntStream.range(0, segments).mapToObj(rendition::segment).forEach(names::add);
    return names;
  }

  private static Set<Long> soundEnds(int segments, EncodeJob job) throws IOException {
    var ends = new HashSet<Long>();
    for (var rendition : job.renditions()) {
      ends.add(SoundEnd.of(job.scratch().resolve(rendition.segment(segments - 1))));
    }
    return ends;
  }
}
