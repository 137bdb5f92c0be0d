package dev.vitascope.cli;

import dev.vitascope.video.Progress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One bar a file, redrawn in place; what has ended moves up and stays. */
final class LiveBars implements ProgressDisplay {

  private static final int MOST_ROWS = 10;
  private static final long REDRAW_MILLIS = 125;
  private static final String LINE_START = "\r\u001b[K";
  private static final String UP = "\u001b[A";

  private final PrintStream out;
  private final Bars bars;
  private final Map<Path, Track> running = new LinkedHashMap<>();
  private final ScheduledExecutorService redraws =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private int drawn;

  LiveBars(PrintStream out, Bars bars) {
    this.out = out;
    this.bars = bars;
    var unused =
        redraws.scheduleWithFixedDelay(
            this::redraw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void sent(Path file, long bytes, long size) {
    track(file).sent(bytes, size, seconds());
  }

  @Override
  public synchronized void progressed(Path file, Progress progress) {
    track(file).progressed(progress, seconds());
  }

  @Override
  public synchronized void noted(Path file, String words) {
    keep(track(file).name() + ": " + words);
  }

  @Override
  public synchronized void ended(Path file, Outcome outcome) {
    var last = track(file);
    running.remove(file);
    keep(
        outcome instanceof Outcome.Broken broken
            ? last.name() + ": " + Text.plain(broken.why())
            : bars.line(last.row(seconds())));
  }

  private Track track(Path file) {
    return running.computeIfAbsent(file, Track::new);
  }

  /** Prints a line that stays, above the bars. */
  private void keep(String line) {
    out.print(erased() + line + "\n");
    redraw();
  }

  private synchronized void redraw() {
    var frame = new StringBuilder(erased());
    running.values().stream()
        .limit(MOST_ROWS)
        .forEach(track -> frame.append(bars.line(track.row(seconds()))).append('\n'));
    drawn = Math.min(MOST_ROWS, running.size());
    if (running.size() > MOST_ROWS) {
      frame.append("and ").append(running.size() - MOST_ROWS).append(" more\n");
      drawn++;
    }
    out.print(frame);
    out.flush();
  }

  private String erased() {
    var frame = (UP + LINE_START).repeat(drawn);
    drawn = 0;
    return frame;
  }

  private static double seconds() {
    return System.nanoTime() / 1e9;
  }

  @Override
  public void close() {
    redraws.shutdownNow();
    redraw();
  }
}
