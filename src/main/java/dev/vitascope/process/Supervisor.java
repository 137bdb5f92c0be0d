package dev.vitascope.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Wraps a command so that its whole process group ends with this JVM, a {@code kill -9} included.
 *
 * <p>The wrapped command runs under a small shell that waits on its standard input: a pipe from
 * this JVM, never written to. When the pipe ends, the group gets {@code stop}, and after {@code
 * grace} a {@code SIGKILL}. A death signal of the kernel would not do: it follows the thread that
 * forked, and ours come and go. Sending {@code SIGTERM} to the shell sends {@code stop} to the
 * group; the shell exits as the command did (128 + n when signal n ended it). Whoever starts the
 * wrapped command must leave its standard input open for as long as it is to run.
 *
 * @param stop the signal that asks the command to end, without {@code SIG}
 * @param grace how long it may take to obey, in whole seconds
 */
public record Supervisor(String stop, Duration grace) {

  /** For work that holds no state: nothing is waited for. */
  public static final Supervisor AT_ONCE = new Supervisor("KILL", Duration.ZERO);

  // The command's group is its own (set -m), so that one kill reaches all of it and a Ctrl-C on our
  // terminal reaches none: how a child ends is for this JVM to say.
  private static final String SCRIPT =
      """
      stop=$1 grace=$2 child= stopped=; shift 2
      trap 'stopped=1; [ -z "$child" ] || kill -s "$stop" -- "-$child" 2>/dev/null' TERM
      exec 3<&0 </dev/null
      set -m
      "$@" 3<&- &
      child=$!
      set +m
      [ -z "$stopped" ] || kill -s "$stop" -- "-$child" 2>/dev/null
      trap '' INT HUP PIPE
      (
        trap '' TERM
        while read -r -u 3 _; do :; done
        kill -s "$stop" -- "-$child" 2>/dev/null
        for ((i = 0; i < grace * 10; i++)); do kill -0 -- "-$child" 2>/dev/null || exit; sleep 0.1; done
        kill -s KILL -- "-$child" 2>/dev/null
      ) >/dev/null 2>&1 &
      watcher=$!
      disown "$watcher"
      exec 3<&-
      wait "$child" 2>/dev/null
      status=$?
      while kill -0 "$child" 2>/dev/null; do wait "$child" 2>/dev/null; status=$?; done
      [ -z "$stopped" ] || { wait "$child" 2>/dev/null; again=$?; [ $again = 127 ] || status=$again; }
      kill -s KILL -- "-$child" 2>/dev/null
      kill -s KILL "$watcher" 2>/dev/null
      exit "$status"
      """;

  /** The command line that runs {@code argv} under supervision. */
  public List<String> wrap(List<String> argv) {
    var command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                SCRIPT,
                "vitascope-supervisor",
                stop,
                Long.toString(grace.toSeconds())));
    command.addAll(argv);
    return List.copyOf(command);
  }
}
