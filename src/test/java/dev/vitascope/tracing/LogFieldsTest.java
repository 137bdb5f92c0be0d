package dev.vitascope.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitascope.video.VideoId;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Lines belong to the video that they are about, and the next ones do not. */
class LogFieldsTest {

  private static final TraceParent TRACE =
      TraceParent.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  @Test
  void fieldsLastAsLongAsTheWorkHoweverItEnds() {
    var video = VideoId.random();
    var inner = VideoId.random();
    LogFields.about(
        video,
        TRACE,
        () -> {
          LogFields.about(
              inner, TraceParent.NONE, () -> assertEquals(inner.toString(), MDC.get("video_id")));
          assertEquals(video.toString(), MDC.get("video_id"));
          assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", MDC.get("trace_id"));
        });
    assertNull(MDC.get("video_id"));
    assertThrows(
        IllegalStateException.class,
        () ->
            LogFields.about(
                TRACE,
                () -> {
                  throw new IllegalStateException();
                }));
    assertNull(MDC.get("trace_id"));
  }
}
