package dev.vitascope.tracing;

import dev.vitascope.video.VideoException;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * A piece of work as a trace tells of it, from when it is begun until it is closed. Where nothing
 * is traced it says nothing, and hands on what it was begun within.
 *
 * <p>Of failures only the code is told: their texts may have addresses in them.
 */
public final class Span implements AutoCloseable {

  private static final ThreadLocal<Span> CURRENT = new ThreadLocal<>();
  private static final Span NONE =
      new Span(Tracing.UNTRACED, io.opentelemetry.api.trace.Span.getInvalid());

  private final Tracer tracer;
  private final io.opentelemetry.api.trace.Span span;

  Span(Tracer tracer, io.opentelemetry.api.trace.Span span) {
    this.tracer = tracer;
    this.span = span;
  }

  static Span begin(Tracer tracer, String name, SpanKind kind, Context within) {
    return new Span(
        tracer, tracer.spanBuilder(name).setParent(within).setSpanKind(kind).startSpan());
  }

  /** Of which nothing is told. */
  public static Span none() {
    return NONE;
  }

  /**
   * Does something as a part of what this thread is at ({@link #during}).
   *
   * @param name few and fixed ones
   */
  public static <T, E extends Exception> T step(String name, SpanKind kind, Work<T, E> work)
      throws E {
    try (var part = part(name, kind)) {
      return part.during(work);
    }
  }

  /** The same, of work in this process. */
  public static <T, E extends Exception> T step(String name, Work<T, E> work) throws E {
    return step(name, SpanKind.INTERNAL, work);
  }

  /** Begins a part of what this thread is at, which goes on beside it. */
  public static Span part(String name, SpanKind kind) {
    var around = current();
    return begin(around.tracer, name, kind, Context.root().with(around.span));
  }

  /** What the calling thread is at. */
  public static Span current() {
    var span = CURRENT.get();
    return span == null ? NONE : span;
  }

  /** Does something on this thread, whose {@linkplain #step steps} are parts of this. */
  public <T, E extends Exception> T during(Work<T, E> work) throws E {
    var around = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.run();
    } catch (Exception e) {
      failed(VideoException.of(e).failure().code());
      throw e;
    } finally {
      if (around == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(around);
      }
    }
  }

  public Span with(String attribute, String value) {
    span.setAttribute(attribute, value);
    return this;
  }

  public Span with(String attribute, long value) {
    span.setAttribute(attribute, value);
    return this;
  }

  /**
   * Has it told as failed.
   *
   * @param code few and fixed ones, of {@link dev.vitascope.video.Failure} say
   */
  public void failed(String code) {
    span.setAttribute("error.type", code);
    span.setStatus(StatusCode.ERROR);
  }

  /** By which others, elsewhere, take part in it. */
  public TraceParent parent() {
    SpanContext here = span.getSpanContext();
    return here.isValid()
        ? new TraceParent(
            "00-%s-%s-%s"
                .formatted(here.getTraceId(), here.getSpanId(), here.getTraceFlags().asHex()))
        : TraceParent.NONE;
  }

  @Override
  public void close() {
    span.end();
  }
}
