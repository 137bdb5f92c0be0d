package dev.vitascope;

/** A node cannot start because of something around it; the message is for people. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * With the innermost cause in its message.
   *
   * @param what cannot be done, or which setting cannot be used
   */
  StartException(String what, Throwable cause) {
    super(what + ": " + root(cause).getMessage(), cause);
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }
}
