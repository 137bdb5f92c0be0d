package dev.vitascope.tracing;

import dev.vitascope.video.VideoId;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Fields of the lines that the calling thread logs meanwhile, and no longer: on an event loop the
 * next line is another video's. What is handed to another thread has none of them.
 */
public final class LogFields {

  private static final String VIDEO = "video_id";
  private static final String TRACE = "trace_id";

  private LogFields() {}

  /** Does something, in whose lines the video and the trace are named. */
  public static <T, E extends Exception> T during(VideoId video, TraceParent trace, Work<T, E> work)
      throws E {
    return with(Map.of(VIDEO, video.toString(), TRACE, trace.traceId()), work);
  }

  /** The same, for what brings nothing. */
  public static void about(VideoId video, TraceParent trace, Runnable work) {
    during(video, trace, bringingNothing(work));
  }

  /** The same, where no trace is known. */
  public static void about(VideoId video, Runnable work) {
    about(video, TraceParent.NONE, work);
  }

  /** The same, where no video is known. */
  public static void about(TraceParent trace, Runnable work) {
    with(Map.of(TRACE, trace.traceId()), bringingNothing(work));
  }

  private static <T, E extends Exception> T with(Map<String, String> fields, Work<T, E> work)
      throws E {
    var before = MDC.getCopyOfContextMap();
    fields.forEach(LogFields::put);
    try {
      return work.run();
    } finally {
      MDC.setContextMap(before == null ? Map.of() : before);
    }
  }

  private static void put(String name, String value) {
    if (!value.isEmpty()) {
      MDC.put(name, value);
    }
  }

  private static Work<Void, RuntimeException> bringingNothing(Runnable work) {
    return () -> {
      work.run();
      return null;
    };
  }
}
