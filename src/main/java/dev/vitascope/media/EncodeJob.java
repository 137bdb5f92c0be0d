package dev.vitascope.media;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One video to encode.
 *
 * @param probe of the source
 * @param source the original, a local file
 * @param scratch an empty folder of this job's own
 * @param renditions lowest first, one or more
 * @param cancelled set by {@link #cancel}
 */
public record EncodeJob(
    Probe probe, Path source, Path scratch, List<Rendition> renditions, AtomicBoolean cancelled) {

  public EncodeJob {
    renditions = List.copyOf(renditions);
    if (renditions.isEmpty()) {
      throw new IllegalArgumentException("nothing to make");
    }
  }

  public EncodeJob(Probe probe, Path source, Path scratch, List<Rendition> renditions) {
    this(probe, source, scratch, renditions, new AtomicBoolean());
  }

  /** Asks for the encode to end, from any thread; within a second nothing of it runs. */
  public void cancel() {
    cancelled.set(true);
  }
}
