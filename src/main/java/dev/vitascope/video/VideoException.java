package dev.vitascope.video;

/**
 * A {@link Failure} on its way to whoever maps it. The message may be shown to a client: it holds
 * no secret, path or command. What operators need besides is the cause.
 */
public final class VideoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Failure failure;

  public VideoException(Failure failure) {
    this(failure, failure.sentence(), null);
  }

  public VideoException(Failure failure, String message) {
    this(failure, message, null);
  }

  public VideoException(Failure failure, Throwable cause) {
    this(failure, failure.sentence(), cause);
  }

  public VideoException(Failure failure, String message, Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }

  /** The failure that a throwable stands for: its own, or {@link Failure#INTERNAL}. */
  public static VideoException of(Throwable throwable) {
    return throwable instanceof VideoException known
        ? known
        : new VideoException(Failure.INTERNAL, throwable);
  }
}
