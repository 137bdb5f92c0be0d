package dev.vitascope.media;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what an encode has left before any of it counts: that ffmpeg ended with 0 proves
 * nothing. Blocks while ffprobe looks.
 */
public record OutputCheck(Prober prober) {

  private static final Logger LOG = LoggerFactory.getLogger(OutputCheck.class);
  private static final double LEAST_OF_SOURCE = 2 / 3.0;
  private static final double MOST_OF_SOURCE = 0.97;
  // What a whole file tells and what comes out differ by less, where it tells of its pictures
  // alone.
  private static final double SLACK_SECONDS = 1;
  private static final double OWN_SLACK_SECONDS = 0.25;
  private static final double TOLERANCE_SECONDS = 0.25;

  /**
   * The outputs of a job, lowest first.
   *
   * @throws VideoException with {@link Failure#OUTPUT_INVALID}, {@link Failure#SCRATCH_FULL}, or
   *     {@link Failure#DAMAGED} if much less could be decoded than the source said it had
   */
  public List<RenditionOutput> check(EncodeJob job) throws IOException, InterruptedException {
    return check(List.of(job));
  }

  /** The same of jobs that made a video's renditions together. */
  List<RenditionOutput> check(List<EncodeJob> jobs) throws IOException, InterruptedException {
    var outputs = new ArrayList<RenditionOutput>();
    for (var job : jobs) {
      ScratchSpace.require(job.scratch());
      for (var rendition : job.renditions()) {
        var output = hls(job, rendition);
        checkMp4(job, output);
        outputs.add(output);
      }
    }
    outputs.sort(Comparator.comparing(output -> output.rendition().resolution()));
    requireAligned(outputs);
    return List.copyOf(outputs);
  }

  private static RenditionOutput hls(EncodeJob job, Rendition rendition) throws IOException {
    var playlist = playlist(job, rendition);
    if (playlist.segments().isEmpty()) {
      throw nothingSeen();
    }
    require(playlist.ended(), rendition.playlist() + " is not ended");
    var segments = new ArrayList<RenditionOutput.Segment>();
    for (var segment : playlist.segments()) {
      segments.add(new RenditionOutput.Segment(segment, size(segment.path())));
    }
    var init = job.scratch().resolve(rendition.init());
    require(size(init) > 0, rendition.init() + " is empty");
    if (!job.checkpoint().isNone()) {
      var rest = init.resolveSibling(Rendition.OTHER_INIT);
      require(
          configuration(init).equals(configuration(rest)),
          rendition.folder() + " goes on in another codec");
    }
    return new RenditionOutput(
        rendition, codec(init), init, segments, job.scratch().resolve(rendition.mp4()));
  }

  private static GrowingPlaylist playlist(EncodeJob job, Rendition rendition) throws IOException {
    try {
      return GrowingPlaylist.read(job, rendition);
    } catch (IllegalArgumentException e) {
      throw new VideoException(Failure.OUTPUT_INVALID, e);
    }
  }

  private static CodecString codec(Path init) throws IOException {
    try {
      return CodecString.of(init);
    } catch (IllegalArgumentException e) {
      throw new VideoException(Failure.OUTPUT_INVALID, e);
    }
  }

  private static ByteBuffer configuration(Path init) throws IOException {
    return CodecString.configuration(Files.readAllBytes(init));
  }

  private static long size(Path file) throws IOException {
    require(Files.exists(file), file.getFileName() + " is missing");
    var size = Files.size(file);
    require(size > 0, file.getFileName() + " is empty");
    return size;
  }

  private void checkMp4(EncodeJob job, RenditionOutput output)
      throws IOException, InterruptedException {
    size(output.mp4());
    var made = probe(output);
    var name = output.rendition().mp4();
    require(made.video().codec().equals("h264"), name + " is in " + made.video().codec());
    require(
        made.video().display().equals(output.rendition().size()),
        name + " is of " + made.video().display());
    require(
        made.audio().isEmpty() || job.probe().audio().isPresent(), name + " has sound of its own");
    if (made.audio().isEmpty() && job.probe().audio().isPresent()) {
      throw new VideoException(Failure.DAMAGED, "No sound of the video could be read.");
    }
    var length = seconds(made.video().duration().orElse(made.duration()));
    require(
        Math.abs(length - output.duration().doubleValue()) <= TOLERANCE_SECONDS,
        "%s lasts %.3f s, its segments %s s".formatted(name, length, output.duration()));
    if (falls(LEAST_OF_SOURCE, job.probe(), length)) {
      throw new VideoException(Failure.DAMAGED, shortfall(job.probe(), length));
    }
  }

  /** What to tell of outputs that passed: how much of a damaged file could be saved. */
  public List<String> warnings(Probe told, List<RenditionOutput> outputs) {
    var length = outputs.getFirst().duration().doubleValue();
    return falls(MOST_OF_SOURCE, told, length) ? List.of(shortfall(told, length)) : List.of();
  }

  private static VideoException nothingSeen() {
    return new VideoException(Failure.DAMAGED, "No picture of the video could be read.");
  }

  private static boolean falls(double share, Probe told, double length) {
    var slack = told.video().duration().isPresent() ? OWN_SLACK_SECONDS : SLACK_SECONDS;
    return length < seconds(told.length()) * share - slack;
  }

  private static String shortfall(Probe told, double length) {
    return String.format(
        Locale.ROOT,
        "Only %.1f of the video's %.1f seconds could be read: the file is damaged or incomplete.",
        length,
        seconds(told.length()));
  }

  private Probe probe(RenditionOutput output) throws IOException, InterruptedException {
    try {
      return prober.probe(output.mp4());
    } catch (VideoException e) {
      if (e.failure() == Failure.NO_VIDEO_STREAM) {
        throw nothingSeen();
      }
      throw new VideoException(Failure.OUTPUT_INVALID, e);
    }
  }

  private static void requireAligned(List<RenditionOutput> outputs) {
    var first = durations(outputs.getFirst());
    for (var output : outputs) {
      var made = durations(output);
      // The last frame of an original need not last as long as the others.
      require(
          made.size() == first.size() && allButLast(made).equals(allButLast(first)),
          output.rendition().playlist() + " is cut at other times than the lowest rendition");
    }
  }

  private static List<BigDecimal> durations(RenditionOutput output) {
    return output.segments().stream().map(segment -> segment.file().duration()).toList();
  }

  private static List<BigDecimal> allButLast(List<BigDecimal> durations) {
    return durations.subList(0, durations.size() - 1);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      LOG.warn("{}", otherwise);
      throw new VideoException(Failure.OUTPUT_INVALID, new IllegalStateException(otherwise));
    }
  }
}
