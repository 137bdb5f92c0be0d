package dev.vitascope.api;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.stream.LongStream;

/** Has answers counted by how long they took, so that Prometheus can tell any share of them. */
record AnswerTimes() implements MeterFilter {

  private static final double[] BOUNDS =
      LongStream.of(10, 50, 100, 250, 500, 1_000, 5_000, 15_000)
          .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
          .toArray();

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    return id.getName().equals("vertx.http.server.response.time")
        ? DistributionStatisticConfig.builder().serviceLevelObjectives(BOUNDS).build().merge(config)
        : config;
  }
}
