package dev.vitascope.video;

import java.util.Map;

/**
 * A {@link Failure} on its way to whoever maps it. The message may be shown to a client: it holds
 * no secret, path or command. What operators need besides is the cause.
 */
public final class VideoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Failure failure;
  private final transient Map<String, Object> details;

  public VideoException(Failure failure) {
    this(failure, failure.sentence(), null);
  }

  /** With what a program can act on: members of the HTTP answer. */
  public VideoException(Failure failure, Map<String, Object> details) {
    this(failure, failure.sentence(), null, details);
  }

  public VideoException(Failure failure, String message) {
    this(failure, message, null);
  }

  public VideoException(Failure failure, Throwable cause) {
    this(failure, failure.sentence(), cause);
  }

  public VideoException(Failure failure, String message, Throwable cause) {
    this(failure, message, cause, Map.of());
  }

  private VideoException(
      Failure failure, String message, Throwable cause, Map<String, Object> details) {
    super(message, cause);
    this.failure = failure;
    this.details = Map.copyOf(details);
  }

  public Failure failure() {
    return failure;
  }

  /** By member name; mostly empty. */
  public Map<String, Object> details() {
    return details;
  }

  /** What a failure came of in the first place. */
  public static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  /** The failure that a throwable stands for: its own, or {@link Failure#INTERNAL}. */
  public static VideoException of(Throwable throwable) {
    return throwable instanceof VideoException known
        ? known
        : new VideoException(Failure.INTERNAL, throwable);
  }
}
