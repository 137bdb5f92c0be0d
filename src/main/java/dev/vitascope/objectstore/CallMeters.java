package dev.vitascope.objectstore;

import io.micrometer.core.instrument.MeterRegistry;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** What calls to the storage take and how they end, retries included. */
record CallMeters(MeterRegistry meters) implements MetricPublisher {

  @Override
  public void publish(MetricCollection call) {
    var operation = first(call.metricValues(CoreMetric.OPERATION_NAME), "unknown");
    var outcome = first(call.metricValues(CoreMetric.API_CALL_SUCCESSFUL), false) ? "ok" : "failed";
    for (var took : call.metricValues(CoreMetric.API_CALL_DURATION)) {
      meters
          .timer("vitascope.storage.calls", "operation", operation, "outcome", outcome)
          .record(took);
    }
  }

  private static <T> T first(Iterable<T> values, T otherwise) {
    var all = values.iterator();
    return all.hasNext() ? all.next() : otherwise;
  }

  @Override
  public void close() {
    // The registry is the process's own.
  }
}
