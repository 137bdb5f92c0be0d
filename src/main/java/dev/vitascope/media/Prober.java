package dev.vitascope.media;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** States the facts of an original, or why it cannot be taken. Blocks while ffprobe looks. */
public record Prober(FfmpegBinaries binaries, MediaLimits limits) {

  /**
   * Probes a local file.
   *
   * @throws VideoException with {@link Failure#NOT_A_VIDEO}, {@link Failure#NO_VIDEO_STREAM},
   *     {@link Failure#UNSUPPORTED_CODEC}, {@link Failure#DAMAGED} or {@link
   *     Failure#TOO_DEMANDING}, and a sentence for whoever sent the file
   */
  public Probe probe(Path file) throws IOException, InterruptedException {
    var container = ContainerSniffer.sniff(file);
    var input = new GuardedInput(container, file, limits);
    var finished = Finished.run(ffprobe(input, List.of()), limits);
    var report = FfprobeReport.read(finished.output());
    if (report.isEmpty() || report.get().error() != null || pictureless(report.get())) {
      throw new Refusal(this, input, finished).explain();
    }
    return facts(input, report.get());
  }

  List<String> ffprobe(GuardedInput input, List<String> more) {
    var argv = new ArrayList<>(List.of(binaries.ffprobe().toString(), "-v", "error"));
    argv.addAll(List.of("-show_error", "-show_format", "-show_streams", "-of", "json"));
    argv.addAll(more);
    argv.addAll(input.options());
    return argv;
  }

  private static boolean pictureless(FfprobeReport report) {
    return report.streams().stream()
        .anyMatch(stream -> stream.video() && !stream.encrypted() && stream.pixelFormat() == null);
  }

  private Probe facts(GuardedInput input, FfprobeReport report) throws InterruptedException {
    var stream =
        first(report.streams(), FfprobeReport.Stream::video)
            .orElseThrow(() -> new VideoException(Failure.NO_VIDEO_STREAM));
    if (stream.encrypted()) {
      throw new VideoException(
          Failure.UNSUPPORTED_CODEC,
          "The video is copy-protected (DRM): it can only be taken without.");
    }
    var video = TrackReader.video(stream);
    var audio =
        first(report.streams(), FfprobeReport.Stream::audio)
            .filter(s -> s.channels() > 0 && TrackReader.bitRate(s.sampleRate()) > 0)
            .filter(s -> !s.encrypted() && s.codec() != null)
            .map(TrackReader::audio);
    var told = report.format() == null ? null : report.format().duration();
    var duration = TrackReader.duration(told).or(video::duration);
    var length = duration.isPresent() ? duration.get() : measured(input, video);
    requireWithin(video, length);
    var bitRate = report.format() == null ? 0 : TrackReader.bitRate(report.format().bitRate());
    return new Probe(input.container(), length, bitRate, video, audio);
  }

  /** The stream marked as the default, or else the first. */
  private static Optional<FfprobeReport.Stream> first(
      List<FfprobeReport.Stream> streams, java.util.function.Predicate<FfprobeReport.Stream> kind) {
    return streams.stream()
        .filter(kind)
        .min(Comparator.comparing((FfprobeReport.Stream stream) -> !stream.is("default")));
  }

  /** Live recordings do not say how long they are: their packets do, at the cost of one read. */
  private Duration measured(GuardedInput input, VideoTrack video) throws InterruptedException {
    var argv = new ArrayList<>(List.of(binaries.ffmpeg().toString(), "-nostdin", "-v", "error"));
    argv.addAll(input.options());
    argv.addAll(List.of("-map", "0:" + video.index(), "-c", "copy", "-f", "null"));
    argv.addAll(List.of("-progress", "pipe:1", "-"));
    var finished = Finished.run(argv, limits);
    var reader = new ProgressReader();
    reader.read(finished.output());
    return reader
        .outTime()
        .filter(Duration::isPositive)
        .orElseThrow(() -> new VideoException(Failure.DAMAGED, finished.cause()));
  }

  private void requireWithin(VideoTrack video, Duration length) {
    if (Math.max(video.coded().pixels(), video.display().pixels()) > limits.pixels()) {
      throw Refusal.tooLarge(video.coded());
    }
    if (length.compareTo(limits.length()) > 0) {
      throw new VideoException(
          Failure.TOO_DEMANDING,
          "The video is %d minutes long; %d are the most that is taken: send it in pieces."
              .formatted(length.toMinutes(), limits.length().toMinutes()));
    }
  }
}
