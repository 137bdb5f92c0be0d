package dev.vitascope.media;

import static dev.vitascope.media.VideoTrack.Colour.UNKNOWN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decides whether an original's pictures already are what a rendition asks for. Blocks, for a few
 * looks at the file: one that takes longer is encoded.
 */
record RemuxCheck(FfmpegBinaries binaries, MediaSettings settings) {

  private static final Duration TICK = Duration.ofMillis(200);
  private static final Set<String> STANDARD = Set.of("bt709", UNKNOWN);
  private static final int HIGH_DEFINITION = 720;

  /** Whether the rendition can be the original's own pictures, cut where the others are. */
  boolean passes(EncodeJob job, Rendition rendition) throws InterruptedException {
    return fits(job.probe(), rendition) && scanned(job) && sound(job);
  }

  /** By what the probe has told. */
  private static boolean fits(Probe probe, Rendition rendition) {
    var video = probe.video();
    var bitRate = video.bitRate() > 0 ? video.bitRate() : probe.bitRate();
    return video.codec().equals("h264")
        && video.pixelFormat().equals("yuv420p")
        && !video.interlaced()
        && video.rotation() == 0
        && video.coded().equals(rendition.size())
        && video.display().equals(rendition.size())
        && bitRate > 0
        && bitRate <= rendition.maxrate() * 1000L
        && standard(video.colour(), rendition);
  }

  /** Where the file is silent, players take high definition for what it is. */
  private static boolean standard(VideoTrack.Colour colour, Rendition rendition) {
    return STANDARD.contains(colour.primaries())
        && STANDARD.contains(colour.transfer())
        && STANDARD.contains(colour.space())
        && !colour.range().equals("pc")
        && (colour.space().equals("bt709")
            || rendition.resolution().shortSide() >= HIGH_DEFINITION);
  }

  /**
   * A copy carries on what is broken, and players stop where it cannot be parsed. What is encoded
   * besides shows that the pictures can be decoded; of a rendition that stands alone nothing does.
   */
  private boolean sound(EncodeJob job) throws InterruptedException {
    var argv = new ArrayList<>(List.of(binaries.ffmpeg().toString()));
    argv.addAll(List.of("-nostdin", "-loglevel", "error", "-xerror"));
    argv.addAll(input(job));
    argv.addAll(List.of("-map", "0:" + job.probe().video().index()));
    if (job.renditions().size() > 1) {
      argv.addAll(List.of("-c", "copy", "-bsf:v", "h264_metadata"));
    }
    argv.addAll(List.of("-f", "null", "-"));
    var sandboxed = binaries.sandbox().around(argv, List.of(job.source()));
    return Finished.run(sandboxed, settings.limits()).succeeded();
  }

  private boolean scanned(EncodeJob job) throws InterruptedException {
    long begun = System.nanoTime();
    var scan = new FrameScan(job.grid());
    var line = new StringBuilder();
    try (var process =
        ChildProcess.start(
            "remux check",
            binaries.sandbox().around(argv(job), List.of(job.source())),
            job.scratch(),
            Allowance.toProbe(settings.limits()))) {
      while (System.nanoTime() - begun < settings.limits().probeTime().toNanos()) {
        switch (process.next(TICK).orElse(null)) {
          case null -> {}
          case ChildProcess.Event.Output(var text) -> {
            if (!take(text, line, scan)) {
              return false;
            }
          }
          case ChildProcess.Event.Ended(var code) -> {
            return code == 0 && scan.passed();
          }
        }
      }
      return false;
    }
  }

  private static boolean take(String text, StringBuilder line, FrameScan scan) {
    line.append(text);
    var whole = line.substring(0, line.lastIndexOf("\n") + 1);
    line.delete(0, whole.length());
    return whole.lines().allMatch(scan::take);
  }

  private List<String> argv(EncodeJob job) {
    var argv = new ArrayList<>(List.of(binaries.ffprobe().toString(), "-v", "error"));
    argv.addAll(List.of("-select_streams", Integer.toString(job.probe().video().index())));
    argv.addAll(
        List.of(
            "-show_entries",
            "packet=pts_time,flags:stream=profile,level:format=start_time",
            "-of",
            "compact"));
    argv.addAll(input(job));
    return argv;
  }

  private List<String> input(EncodeJob job) {
    return new GuardedInput(job.probe().container(), job.source(), settings.limits()).options();
  }
}
