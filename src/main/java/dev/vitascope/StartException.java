package dev.vitascope;

import dev.vitascope.video.VideoException;

/** A node cannot start because of something around it; the message is for people. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * With the innermost cause in its message.
   *
   * @param what cannot be done, or which setting cannot be used
   */
  StartException(String what, Throwable cause) {
    super(what + ": " + VideoException.root(cause).getMessage(), cause);
  }
}
