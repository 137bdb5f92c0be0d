package dev.vitascope.media;

import dev.vitascope.video.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long each stage of one attempt took. */
final class StageClock {

  interface Work<T> {
    T run() throws Exception;
  }

  private final Map<Stage, Duration> took = new EnumMap<>(Stage.class);
  private final MeterRegistry meters;

  StageClock(MeterRegistry meters) {
    this.meters = meters;
  }

  <T> T time(Stage stage, Work<T> work) throws Exception {
    long start = System.nanoTime();
    var result = work.run();
    var duration = Duration.ofNanos(System.nanoTime() - start);
    took.put(stage, duration);
    meters.timer("vitascope.stage", "stage", stage.word()).record(duration);
    return result;
  }

  Map<Stage, Duration> took() {
    return Map.copyOf(took);
  }
}
