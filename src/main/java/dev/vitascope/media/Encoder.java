package dev.vitascope.media;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one ffmpeg to its end and tells how it goes. Blocks; as many at once as there are callers.
 */
public final class Encoder {

  private static final Logger LOG = LoggerFactory.getLogger(Encoder.class);
  private static final Duration TICK = Duration.ofMillis(250);

  // ffmpeg exits with the low byte of its error (libavutil/error.h), or with 69 where most of what
  // it decoded was broken (fftools/ffmpeg.c). What we ask of it is the same for every file: an
  // argument is invalid where nothing came of a track.
  private static final int NO_SPACE = 256 - 28;
  private static final int INVALID_ARGUMENT = 256 - 22;
  private static final int TOO_LARGE = 256 - 27;
  private static final int NO_MEMORY = 256 - 12;
  private static final Set<Integer> OF_THE_FILE = Set.of(INVALID_ARGUMENT, 256 - 'I', 69);

  private final FfmpegBinaries binaries;
  private final EncodeCommand command;
  private final JoinCommand join;
  private final RemuxCheck copies;
  private final MediaSettings settings;

  public Encoder(FfmpegBinaries binaries, MediaSettings settings, Ladder ladder) {
    this.binaries = binaries;
    this.command = new EncodeCommand(binaries, settings, ladder);
    this.join = new JoinCommand(binaries);
    this.copies = new RemuxCheck(binaries, settings);
    this.settings = settings;
  }

  /**
   * The job, to be done by this node's hardware where its first frames come out of it, or else in
   * software.
   */
  EncodeJob equipped(EncodeJob job) throws InterruptedException {
    var encoder = binaries.encoder();
    if (!encoder.inHardware()) {
      return job;
    }
    var trial = new FirstFrame(binaries, settings.limits()).of(encoder, job.renditions());
    if (trial.succeeded()) {
      return job.by(encoder);
    }
    LOG.warn("in software, not by {}: {}", encoder, String.join("; ", trial.errors()));
    return job;
  }

  /**
   * Makes the highest of a job's renditions without encoding, where the original's pictures already
   * are what it asks for. Of one that stands alone the thumbnails are made with it.
   *
   * @return the part of the job that is done, or empty; it throws what {@link #encode} throws
   */
  public Optional<EncodeJob> copy(EncodeJob job, EncodeListener listener)
      throws IOException, InterruptedException {
    var top = job.renditions().getLast();
    if (!copies.passes(job, top)) {
      return Optional.empty();
    }
    var part = job.of(List.of(top));
    makeFolders(part);
    var argv = job.without(part).isPresent() ? command.copy(part) : command.copyAll(part);
    run(part, argv, new SegmentWatch(part, listener), listener);
    return Optional.of(part);
  }

  /**
   * Makes all of a job's outputs in its scratch folder. However it ends, nothing of it runs on.
   *
   * @throws VideoException with {@link Failure#ENCODE_FAILED}, {@link Failure#ENCODE_STALLED},
   *     {@link Failure#SCRATCH_FULL} or {@link Failure#DAMAGED}; its cause has ffmpeg's last words
   * @throws CancellationException after {@link EncodeJob#cancel}
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void encode(EncodeJob job, EncodeListener listener)
      throws IOException, InterruptedException {
    makeFolders(job);
    var segments = new SegmentWatch(job, listener);
    segments.look();
    run(job, command.argv(job), segments, listener);
    if (!job.checkpoint().isNone()) {
      run(job, join.argv(job, segments.count()), segments, listener);
    }
  }

  /** What outputs must have in common to be parts of one video; a few characters. */
  public String recipe(EncodeJob job) {
    return command.recipe(job);
  }

  private static void makeFolders(EncodeJob job) throws IOException {
    for (var rendition : job.renditions()) {
      Files.createDirectories(job.scratch().resolve(rendition.folder()));
    }
    Files.createDirectories(job.scratch().resolve(Thumbnails.FOLDER));
  }

  private void run(EncodeJob job, List<String> argv, SegmentWatch segments, EncodeListener listener)
      throws IOException, InterruptedException {
    LOG.info("(cd {} && {})", job.scratch(), CommandLine.of(argv));
    try (var process = start(job, argv)) {
      follow(job, listener, segments, process);
    }
  }

  private ChildProcess start(EncodeJob job, List<String> argv) {
    var within =
        binaries
            .sandbox()
            .around(
                argv, List.of(job.source()), Optional.of(job.scratch()), job.encoder().devices());
    return ChildProcess.start(
        "ffmpeg", within, job.scratch(), Allowance.toEncode(job.probe().duration(), settings));
  }

  private void follow(
      EncodeJob job, EncodeListener listener, SegmentWatch segments, ChildProcess process)
      throws IOException, InterruptedException {
    var begun = System.nanoTime();
    var progress = new ProgressReader();
    var stall = new Stall(job, settings.limits());
    while (true) {
      if (job.cancelled().get()) {
        throw new CancellationException();
      }
      switch (process.next(TICK).orElse(null)) {
        case null -> {}
        case ChildProcess.Event.Output(var text) -> {
          if (progress.read(text)) {
            var elapsed = Duration.ofNanos(System.nanoTime() - begun);
            listener.progressed(EncodeProgress.of(progress.frames(), elapsed, job));
          }
        }
        case ChildProcess.Event.Ended(var code) -> {
          requireSuccess(job, process, code);
          segments.look();
          return;
        }
      }
      segments.look();
      stall.look(progress);
      ScratchSpace.require(job.scratch());
    }
  }

  private static void requireSuccess(EncodeJob job, ChildProcess process, int code)
      throws IOException {
    if (!process.errors().isEmpty()) {
      LOG.info("ffmpeg ended with {}:\n{}", code, String.join("\n", process.errors()));
    }
    if (code == 0) {
      return;
    }
    var cause = new FfmpegException(code, process.errors());
    if (code == NO_SPACE) {
      throw new VideoException(Failure.SCRATCH_FULL, cause);
    }
    ScratchSpace.require(job.scratch());
    if (OF_THE_FILE.contains(code)) {
      throw new VideoException(Failure.DAMAGED, cause);
    }
    if (code == TOO_LARGE || code == NO_MEMORY) {
      throw new VideoException(Failure.TOO_DEMANDING, cause);
    }
    throw new VideoException(Failure.ENCODE_FAILED, cause);
  }
}
