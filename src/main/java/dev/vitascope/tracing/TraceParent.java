package dev.vitascope.tracing;

import java.util.regex.Pattern;

/**
 * A place in a trace, as it goes from one process to the next (W3C Trace Context, {@code
 * traceparent}).
 *
 * @param value empty where there is none
 */
public record TraceParent(String value) {

  /** The name of the header, of the broker's property and of the column. */
  public static final String NAME = "traceparent";

  public static final TraceParent NONE = new TraceParent("");

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  public TraceParent {
    if (!value.isEmpty() && !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("no traceparent: " + value);
    }
  }

  /** What a text names; none where it is null or anything else, as the standard wants it. */
  public static TraceParent of(String text) {
    return text != null && FORM.matcher(text).matches() ? new TraceParent(text) : NONE;
  }

  public boolean isNone() {
    return value.isEmpty();
  }

  /** The trace's id, 32 hexadecimal digits; empty where there is none. */
  public String traceId() {
    return isNone() ? "" : value.substring(3, 35);
  }

  /** For a column; null where there is none. */
  public String orNull() {
    return isNone() ? null : value;
  }
}
