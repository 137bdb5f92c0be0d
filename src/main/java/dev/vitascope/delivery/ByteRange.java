package dev.vitascope.delivery;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A stretch of a file (RFC 9110, 14.1.2).
 *
 * @param first byte of it, from 0
 * @param last byte of it, included
 */
record ByteRange(long first, long last) {

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  static ByteRange whole(long size) {
    return new ByteRange(0, size - 1);
  }

  /** What a {@code Range} header asks for; empty if it is none that we serve: all is sent then. */
  static Optional<ByteRange> parse(String header, long size) {
    var range = ONE.matcher(header);
    if (!range.matches() || header.equals("bytes=-")) {
      return Optional.empty();
    }
    if (range.group(1).isEmpty()) {
      long suffix = Long.parseLong(range.group(2));
      return Optional.of(new ByteRange(suffix == 0 ? size : Math.max(0, size - suffix), size - 1));
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    return last < first
        ? Optional.empty()
        : Optional.of(new ByteRange(first, Math.min(last, size - 1)));
  }

  boolean isEmpty() {
    return first > last;
  }

  long length() {
    return last - first + 1;
  }
}
