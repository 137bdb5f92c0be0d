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
import java.util.function.Predicate;

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
    var finished = run(ffprobe(input, List.of()), input);
    var report = FfprobeReport.read(finished.output());
    if (report.isEmpty() || report.get().error() != null) {
      throw new Refusal(this, input, finished).explain();
    }
    if (report.get().copyProtected()) {
      throw copyProtected();
    }
    var video = first(report.get(), FfprobeReport.Stream::readable);
    if (video.isEmpty()) {
      throw unreadable(report.get(), new Refusal(this, input, finished));
    }
    return facts(input, report.get(), TrackReader.video(video.get()));
  }

  Finished run(List<String> argv, GuardedInput input) throws InterruptedException {
    return Finished.run(binaries.sandbox().around(argv, List.of(input.file())), limits);
  }

  List<String> ffprobe(GuardedInput input, List<String> more) {
    var argv = new ArrayList<>(List.of(binaries.ffprobe().toString(), "-v", "error"));
    argv.addAll(List.of("-show_error", "-show_format", "-show_streams", "-of", "json"));
    argv.addAll(more);
    argv.addAll(input.options());
    return argv;
  }

  private static VideoException unreadable(FfprobeReport report, Refusal refusal)
      throws InterruptedException {
    if (report.streams().stream().noneMatch(FfprobeReport.Stream::video)) {
      return new VideoException(Failure.NO_VIDEO_STREAM);
    }
    return refusal.explain();
  }

  private static VideoException copyProtected() {
    return new VideoException(
        Failure.UNSUPPORTED_CODEC,
        "The video is copy-protected (DRM): it can only be taken without.");
  }

  private Probe facts(GuardedInput input, FfprobeReport report, VideoTrack video)
      throws InterruptedException {
    var audio = sound(input, report);
    var format = Optional.ofNullable(report.format());
    var told = format.flatMap(facts -> TrackReader.length(facts, input.container()));
    var duration = told.or(video::duration);
    var length = duration.isPresent() ? duration.get() : measured(input, video);
    requireWithin(video, length);
    var bitRate = format.map(FfprobeReport.Format::bitRate).map(TrackReader::number).orElse(0L);
    return new Probe(input.container(), length, bitRate, video, audio, List.of());
  }

  private Optional<AudioTrack> sound(GuardedInput input, FfprobeReport report)
      throws InterruptedException {
    var stream =
        first(report, track -> track.audio() && TrackReader.number(track.sampleRate()) > 0);
    return stream.isPresent() && (stream.get().tellsFrames() || hasPackets(input, stream.get()))
        ? stream.map(TrackReader::audio)
        : Optional.empty();
  }

  /** Phones that were muted leave a track with nothing in it. */
  private boolean hasPackets(GuardedInput input, FfprobeReport.Stream stream)
      throws InterruptedException {
    var argv = new ArrayList<>(List.of(binaries.ffprobe().toString(), "-v", "error"));
    argv.addAll(List.of("-select_streams", Integer.toString(stream.index())));
    argv.addAll(List.of("-read_intervals", "%+#1", "-show_entries", "packet=size"));
    argv.addAll(List.of("-of", "csv=p=0"));
    argv.addAll(input.options());
    return !run(argv, input).output().isBlank();
  }

  /** The stream marked as the default, or else the first. */
  private static Optional<FfprobeReport.Stream> first(
      FfprobeReport report, Predicate<FfprobeReport.Stream> kind) {
    return report.streams().stream()
        .filter(kind)
        .min(Comparator.comparing((FfprobeReport.Stream stream) -> !stream.is("default")));
  }

  /** Live recordings do not say how long they are: their packets do, at the cost of one read. */
  private Duration measured(GuardedInput input, VideoTrack video) throws InterruptedException {
    var argv = new ArrayList<>(List.of(binaries.ffmpeg().toString(), "-nostdin", "-v", "error"));
    argv.addAll(input.options());
    argv.addAll(List.of("-map", "0:" + video.index(), "-c", "copy", "-f", "null"));
    argv.addAll(List.of("-progress", "pipe:1", "-"));
    var finished = run(argv, input);
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
