package dev.vitascope.cli;

import dev.vitascope.video.Failure;

/**
 * A call that the server refused or did not answer. The message is a sentence for a person; whoever
 * decides does so by the code: one of {@link Failure}'s, or one of those below.
 */
public final class ServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** No connection, or none that lasted to the answer. */
  public static final String UNREACHABLE = "server_unreachable";

  /** Whoever answers has no certificate that is trusted here. */
  public static final String UNTRUSTED = "server_untrusted";

  /** An answer came, but none that the contract knows. */
  public static final String BAD_ANSWER = "bad_answer";

  /** The storage did not take a part, however often it was sent. */
  public static final String PART_REFUSED = "part_refused";

  /** The file is no longer the one whose upload began. */
  public static final String FILE_CHANGED = "file_changed";

  private final String code;
  private final int httpStatus;

  /**
   * @param httpStatus 0 where no answer came
   */
  public ServerException(String code, int httpStatus, String sentence, Throwable cause) {
    super(sentence, cause);
    this.code = code;
    this.httpStatus = httpStatus;
  }

  public ServerException(String code, int httpStatus, String sentence) {
    this(code, httpStatus, sentence, null);
  }

  public String code() {
    return code;
  }

  /** The HTTP status of the answer; 0 where none came. */
  public int httpStatus() {
    return httpStatus;
  }

  public boolean is(Failure failure) {
    return failure.code().equals(code);
  }

  /** Whether none was spoken to, so that it is the environment that lacks something. */
  public boolean noServer() {
    return code.equals(UNREACHABLE) || code.equals(UNTRUSTED);
  }

  /** Whether the same call may succeed a little later. */
  public boolean passing() {
    return httpStatus == 429
        || httpStatus == 502
        || httpStatus == 503
        || httpStatus == 504
        || code.equals(UNREACHABLE)
        || is(Failure.REQUEST_IN_PROGRESS);
  }
}
