package dev.vitascope.media;

import dev.vitascope.tracing.Span;
import dev.vitascope.video.Stage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long each stage of one attempt took, and how fast the encoding was. */
final class StageClock {

  interface Work<T> {
    T run() throws Exception;
  }

  /** Half of real time is what the specification asks for at least. */
  private static final double[] SPEEDS = {0.5, 1, 2, 4, 8, 16};

  private final Map<Stage, Duration> took = new EnumMap<>(Stage.class);
  private final MeterRegistry meters;

  StageClock(MeterRegistry meters) {
    this.meters = meters;
  }

  <T> T time(Stage stage, Work<T> work) throws Exception {
    long start = System.nanoTime();
    var outcome = "failed";
    try {
      var result = Span.step(stage.word(), work::run);
      outcome = "done";
      return result;
    } finally {
      var duration = Duration.ofNanos(System.nanoTime() - start);
      took.put(stage, duration);
      meters.timer("vitascope.stage", "stage", stage.word(), "outcome", outcome).record(duration);
    }
  }

  /**
   * Notes what the stage of encoding, which is over, has made.
   *
   * @param video of every rendition
   */
  void encoded(Duration video) {
    DistributionSummary.builder("vitascope.encode.speed")
        .baseUnit("ratio")
        .serviceLevelObjectives(SPEEDS)
        .register(meters)
        .record((double) video.toNanos() / Math.max(1, took.get(Stage.ENCODING).toNanos()));
  }

  Map<Stage, Duration> took() {
    return Map.copyOf(took);
  }
}
