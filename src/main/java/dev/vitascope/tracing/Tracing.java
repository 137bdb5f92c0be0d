package dev.vitascope.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Begins spans, and sends them off in the background; or does neither. */
public final class Tracing implements AutoCloseable {

  private static final String NAME = "vitascope";

  private static final Duration TO_SEND_THE_REST = Duration.ofSeconds(5);

  static final Tracer UNTRACED = OpenTelemetry.noop().getTracer(NAME);

  private static final Tracing OFF = new Tracing(UNTRACED, () -> {});

  private final Tracer tracer;
  private final Runnable closing;

  private Tracing(Tracer tracer, Runnable closing) {
    this.tracer = tracer;
    this.closing = closing;
  }

  /** Nothing is traced. */
  public static Tracing off() {
    return OFF;
  }

  /**
   * To the settings' collector, or off. One that does not answer costs spans and nothing else.
   *
   * @param node this process's name among the others
   */
  public static Tracing of(Optional<TracingSettings> settings, String node) {
    return settings.map(given -> to(given, node)).orElse(OFF);
  }

  private static Tracing to(TracingSettings settings, String node) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint().toString().replaceFirst("/+$", "") + "/v1/traces");
    settings.headers().forEach(exporter::addHeader);
    var provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.builder()
                                .put("service.name", NAME)
                                .put("service.instance.id", node)
                                .build())))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.percent() / 100.0)))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).build())
            .build();
    return new Tracing(
        provider.get(NAME),
        () -> provider.shutdown().join(TO_SEND_THE_REST.toSeconds(), TimeUnit.SECONDS));
  }

  /** Begins a span, of a trace of its own where it is within none. */
  public Span begin(String name, SpanKind kind, TraceParent within) {
    return Span.begin(tracer, name, kind, context(within));
  }

  /** Begins a span where it is within something, for what is not worth a trace of its own. */
  public Span resume(String name, SpanKind kind, TraceParent within) {
    return within.isNone() ? Span.none() : begin(name, kind, within);
  }

  /** Sends what is left, for some seconds at most. */
  @Override
  public void close() {
    closing.run();
  }

  private static Context context(TraceParent parent) {
    if (parent.isNone()) {
      return Context.root();
    }
    var value = parent.value();
    var remote =
        SpanContext.createFromRemoteParent(
            value.substring(3, 35),
            value.substring(36, 52),
            TraceFlags.fromHex(value, 53),
            TraceState.getDefault());
    return Context.root().with(io.opentelemetry.api.trace.Span.wrap(remote));
  }
}
