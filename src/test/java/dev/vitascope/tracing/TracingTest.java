package dev.vitascope.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.Collector;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {

  private static final TraceParent CALLER =
      TraceParent.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  @Test
  void whatIsOffHandsOnWhatItIsWithinAndBeginsNothing() {
    assertEquals(CALLER, Tracing.off().begin("call", SpanKind.SERVER, CALLER).parent());
    assertTrue(Tracing.off().begin("call", SpanKind.SERVER, TraceParent.NONE).parent().isNone());
  }

  @Test
  void aSpanIsOfTheTraceItIsWithin() throws IOException {
    try (var collector = Collector.open();
        var tracing = to(collector.address(), 100)) {
      var call = tracing.begin("call", SpanKind.SERVER, CALLER);
      var step = call.during(() -> Span.step("step", () -> Span.current().parent()));
      assertEquals(CALLER.traceId(), call.parent().traceId());
      assertEquals(CALLER.traceId(), step.traceId());
      assertEquals(3, Set.of(CALLER, call.parent(), step).size());
      assertTrue(Span.current().parent().isNone());
      assertTrue(tracing.resume("send", SpanKind.PRODUCER, TraceParent.NONE).parent().isNone());
    }
  }

  @Test
  void theCallerDecidesWhetherItIsTold() {
    try (var tracing = to(URI.create("http://127.0.0.1:1"), 0)) {
      assertTrue(told(tracing.begin("call", SpanKind.SERVER, CALLER)));
      assertFalse(told(tracing.begin("call", SpanKind.SERVER, TraceParent.NONE)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
      })
  void whatIsNoTraceParentIsNone(String text) {
    assertTrue(TraceParent.of(text).isNone());
  }

  @Test
  void aCollectorIsReachedByHttp() {
    for (var wrong : new String[] {"collector:4318", "ftp://collector", "http://me:x@collector"}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new TracingSettings(URI.create(wrong), Map.of(), 100));
    }
  }

  private static boolean told(Span span) {
    return span.parent().value().endsWith("-01");
  }

  private static Tracing to(URI collector, int percent) {
    var settings = new TracingSettings(collector, Map.of(), percent);
    return Tracing.of(Optional.of(settings), "test");
  }
}
