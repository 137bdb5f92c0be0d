package dev.vitascope.faults;

/**
 * What is done when a statement is on its way to the database.
 *
 * @param statement part of its text
 */
record Trap(Moment moment, String statement, Runnable action) {

  /** When, and what becomes of the connection. */
  enum Moment {
    /** The statement goes on as if nothing were. */
    SEEN,
    /** It never arrives; the connection is cut. */
    BEFORE,
    /** It is done, and nobody hears of it; the connection is cut. */
    AFTER,
    /** As {@link #BEFORE}, for the COMMIT of the statement's transaction. */
    BEFORE_COMMIT,
    /** As {@link #AFTER}, for the COMMIT of the statement's transaction. */
    AFTER_COMMIT;

    boolean ofCommit() {
      return this == BEFORE_COMMIT || this == AFTER_COMMIT;
    }

    boolean after() {
      return this == AFTER || this == AFTER_COMMIT;
    }
  }

  static Trap cut(Moment moment, String statement) {
    return new Trap(moment, statement, () -> {});
  }
}
