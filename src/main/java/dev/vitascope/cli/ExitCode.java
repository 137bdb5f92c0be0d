package dev.vitascope.cli;

/** What a command's exit tells the shell. */
public final class ExitCode {

  public static final int DONE = 0;

  /** A video failed. */
  public static final int FAILED = 1;

  /** The command was called in a way it does not know. */
  public static final int USAGE = 2;

  /** The environment lacks something: no server answers, a part is not installed. */
  public static final int LACKING = 3;

  private ExitCode() {}
}
