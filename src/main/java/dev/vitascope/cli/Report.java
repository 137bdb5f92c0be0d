package dev.vitascope.cli;

import dev.vitascope.video.Json;
import java.io.PrintWriter;
import java.util.List;

/** What is said when all files have come as far as they were waited for. */
public final class Report {

  private Report() {}

  /**
   * Prints the summaries.
   *
   * @param json whether {@code out} gets one JSON object a video and nothing else, the summaries
   *     going to {@code err}
   */
  public static void print(
      List<Outcome> outcomes, VideoClient client, boolean json, PrintWriter out, PrintWriter err) {
    var words = json ? err : out;
    outcomes.forEach(outcome -> Summary.of(outcome, client).forEach(words::println));
    words.flush();
    if (json) {
      outcomes.forEach(outcome -> outcome.video().map(Json::write).ifPresent(out::println));
      out.flush();
    }
  }

  /** What the shell is told of them. */
  public static int exitCode(List<Outcome> outcomes) {
    if (outcomes.stream().anyMatch(o -> o instanceof Outcome.Broken b && b.environment())) {
      return ExitCode.LACKING;
    }
    return outcomes.stream().anyMatch(Outcome::failed) ? ExitCode.FAILED : ExitCode.DONE;
  }
}
