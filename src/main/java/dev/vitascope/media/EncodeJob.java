package dev.vitascope.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One video to encode.
 *
 * @param probe of the source
 * @param source the original, a local file
 * @param scratch a folder of this job's own, empty but for what the checkpoint names
 * @param renditions lowest first, one or more
 * @param encoder of its pictures
 * @param checkpoint where to go on
 * @param cancelled set by {@link #cancel}
 */
public record EncodeJob(
    Probe probe,
    Path source,
    Path scratch,
    List<Rendition> renditions,
    PictureEncoder encoder,
    Checkpoint checkpoint,
    AtomicBoolean cancelled) {

  public EncodeJob {
    renditions = List.copyOf(renditions);
    if (renditions.isEmpty()) {
      throw new IllegalArgumentException("nothing to make");
    }
  }

  /** To be done in software, from the start. */
  public EncodeJob(Probe probe, Path source, Path scratch, List<Rendition> renditions) {
    this(
        probe,
        source,
        scratch,
        renditions,
        PictureEncoder.X264,
        Checkpoint.NONE,
        new AtomicBoolean());
  }

  /** The same, for these renditions alone. */
  EncodeJob of(List<Rendition> some) {
    return new EncodeJob(probe, source, scratch, some, encoder, checkpoint, cancelled);
  }

  /** The same, without the renditions of a part of it; empty if that was all of it. */
  Optional<EncodeJob> without(EncodeJob part) {
    var left = renditions.stream().filter(one -> !part.renditions.contains(one)).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(of(left));
  }

  /** The same, to go on from what lies in its scratch folder. */
  EncodeJob from(Checkpoint reached) {
    return new EncodeJob(probe, source, scratch, renditions, encoder, reached, cancelled);
  }

  /** The same, done by this encoder. */
  EncodeJob by(PictureEncoder other) {
    return new EncodeJob(probe, source, scratch, renditions, other, checkpoint, cancelled);
  }

  SegmentGrid grid() {
    return new SegmentGrid(probe.video().rate());
  }

  /** That lie in the scratch folder from before. */
  long framesBefore() {
    return (long) checkpoint.segments() * grid().frames();
  }

  /** What of the video is to be made after those. */
  Duration left() {
    double before = framesBefore() / probe.video().rate().value();
    return probe.duration().minusMillis(Math.round(before * 1000));
  }

  /** Asks for the encode to end, from any thread; within a second nothing of it runs. */
  public void cancel() {
    cancelled.set(true);
  }
}
