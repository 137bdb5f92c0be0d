package dev.vitascope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where progress is shown: standard error, a terminal or not.
 *
 * @param columns of the terminal; empty if it is none that can redraw a line
 */
public record Console(PrintStream out, Optional<Integer> columns, boolean blocks) {

  private static final Pattern SIZE = Pattern.compile("\\s*(\\d+) (\\d+)\\s*");
  private static final int USUAL_COLUMNS = 80;

  public static Console standardError() {
    var charset = System.err.charset();
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new Console(
        System.err,
        dumb ? Optional.empty() : columnsOfStandardError(),
        charset.name().toUpperCase(Locale.ROOT).startsWith("UTF"));
  }

  /** Java can only tell whether standard input and output are both terminals; the shell knows. */
  private static Optional<Integer> columnsOfStandardError() {
    try {
      var shell =
          new ProcessBuilder("sh", "-c", "test -t 2 && { stty size <&2 || echo 0 0; }")
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectError(Redirect.INHERIT)
              .start();
      var size = SIZE.matcher(new String(shell.getInputStream().readAllBytes(), UTF_8));
      return size.matches() ? Optional.of(columns(size.group(2))) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int columns(String told) {
    int columns = Integer.parseInt(told);
    return columns > 0 ? columns : USUAL_COLUMNS;
  }

  /** The way of showing that suits this console. Nothing else may be written to it until closed. */
  public ProgressDisplay display() {
    return columns.isPresent()
        ? new LiveBars(out, new Bars(columns.get(), blocks))
        : new PlainLines(out);
  }
}
