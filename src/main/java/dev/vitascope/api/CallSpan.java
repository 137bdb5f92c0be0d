package dev.vitascope.api;

import dev.vitascope.tracing.LogFields;
import dev.vitascope.tracing.Span;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.tracing.Tracing;
import dev.vitascope.video.VideoId;
import io.opentelemetry.api.trace.SpanKind;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What traces and the log tell of a call. */
final class CallSpan {

  private static final String KEY = "vitascope.trace";

  private CallSpan() {}

  /**
   * Begins it, within what the caller is at, if that is told; it ends with the answer, or with the
   * connection.
   */
  static Span begin(Tracing tracing, String operation, RoutingContext ctx) {
    var span =
        tracing
            .begin(
                operation,
                SpanKind.SERVER,
                TraceParent.of(ctx.request().getHeader(TraceParent.NAME)))
            .with("http.request.method", ctx.request().method().name());
    video(ctx).ifPresent(video -> span.with("video.id", video.toString()));
    ctx.put(KEY, span.parent());
    ctx.addEndHandler(ended -> end(span, ctx.response().getStatusCode()));
    return span;
  }

  /** Logs of a call, naming its video and its trace. */
  static void log(RoutingContext ctx, Runnable lines) {
    TraceParent trace = ctx.get(KEY, TraceParent.NONE);
    video(ctx)
        .ifPresentOrElse(
            video -> LogFields.about(video, trace, lines), () -> LogFields.about(trace, lines));
  }

  private static Optional<VideoId> video(RoutingContext ctx) {
    try {
      return Optional.ofNullable(ctx.pathParam("id")).map(VideoId::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void end(Span span, int status) {
    span.with("http.response.status_code", status);
    if (status >= 500) {
      span.failed(Integer.toString(status));
    }
    span.close();
  }
}
