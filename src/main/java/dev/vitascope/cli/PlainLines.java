package dev.vitascope.cli;

import dev.vitascope.video.Progress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * For logs and pipes: a line at each change of stage, and one every few seconds between. Nothing is
 * ever redrawn.
 */
final class PlainLines implements ProgressDisplay {

  private static final double EVERY_SECONDS = 5;

  private final PrintStream out;
  private final LongSupplier nanos;
  private final Map<Path, Line> lines = new ConcurrentHashMap<>();

  private static final class Line {
    private final Track track;
    private String saidPhase = "";
    private double saidAt;

    private Line(Path file) {
      this.track = new Track(file);
    }
  }

  PlainLines(PrintStream out) {
    this(out, System::nanoTime);
  }

  PlainLines(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
  }

  @Override
  public void sent(Path file, long bytes, long size) {
    var line = line(file);
    line.track.sent(bytes, size, seconds());
    say(line);
  }

  @Override
  public void progressed(Path file, Progress progress) {
    var line = line(file);
    line.track.progressed(progress, seconds());
    say(line);
  }

  @Override
  public void noted(Path file, String words) {
    out.println(line(file).track.name() + ": " + words);
  }

  @Override
  public void ended(Path file, Outcome outcome) {
    if (outcome instanceof Outcome.Broken broken) {
      out.println(line(file).track.name() + ": " + Text.plain(broken.why()));
    }
  }

  private void say(Line line) {
    synchronized (line) {
      var row = line.track.row(seconds());
      if (row.phase().equals(line.saidPhase) && seconds() - line.saidAt < EVERY_SECONDS) {
        return;
      }
      line.saidPhase = row.phase();
      line.saidAt = seconds();
      out.println(words(row));
    }
  }

  private static String words(Bars.Row row) {
    var words = new StringBuilder(row.name()).append(": ").append(row.phase());
    row.percent().ifPresent(percent -> words.append(" ").append(Units.percent(percent).strip()));
    return words.append(row.detail().isEmpty() ? "" : "  " + row.detail()).toString();
  }

  private Line line(Path file) {
    return lines.computeIfAbsent(file, Line::new);
  }

  private double seconds() {
    return nanos.getAsLong() / 1e9;
  }

  @Override
  public void close() {}
}
