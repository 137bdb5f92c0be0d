package dev.vitascope.cli;

import dev.vitascope.video.Stage;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How long each stage took, as seen from here: a stage lasts until the next one is seen. */
public final class StageClock {

  private final Map<Stage, Duration> took = new EnumMap<>(Stage.class);
  private Stage current;
  private long since;

  /**
   * The video is in this stage now.
   *
   * @param nanos of a clock that only goes forward
   */
  public synchronized void at(Stage stage, long nanos) {
    if (stage == current) {
      return;
    }
    if (current != null) {
      took.merge(current, Duration.ofNanos(nanos - since), Duration::plus);
    }
    current = stage;
    since = nanos;
  }

  /** The stages that have ended, in the order of the way. */
  public synchronized Map<Stage, Duration> took() {
    return Collections.unmodifiableMap(new EnumMap<>(took));
  }
}
