package dev.vitascope.media;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why ffprobe gave no facts. Where it ends without a code of its own it has turned down a decoder
 * or a picture; then the file's header alone is asked, which decodes nothing.
 */
record Refusal(Prober prober, GuardedInput input, Finished finished) {

  // The only trace of a decoder off the list: libavcodec answers EINVAL, as it does for much else.
  private static final Pattern OFF_THE_LIST =
      Pattern.compile("Codec \\((\\w{1,40})\\) not on whitelist");

  VideoException explain() throws InterruptedException {
    if (finished.exitCode() == ChildProcess.UNKNOWN) {
      return new VideoException(
          Failure.TOO_DEMANDING, "The file took too long to look into.", finished.cause());
    }
    var report = FfprobeReport.read(finished.output());
    var error = report.map(FfprobeReport::error);
    if (error.isPresent()) {
      return error.get().code() == FfprobeReport.Fault.NO_MEMORY ? tooMuch() : damaged();
    }
    var codec = offTheList();
    if (codec.isPresent()) {
      return unsupported(codec.get());
    }
    return byHeader().or(() -> report.flatMap(this::undecodable)).orElseGet(this::damaged);
  }

  private Optional<VideoException> byHeader() throws InterruptedException {
    var wide = input.limits().withPixels(Integer.MAX_VALUE);
    var header = new GuardedInput(input.container(), input.file(), wide);
    var argv = prober.ffprobe(header, List.of("-nofind_stream_info"));
    return FfprobeReport.read(prober.run(argv, header).output()).stream()
        .flatMap(report -> report.streams().stream())
        .filter(FfprobeReport.Stream::video)
        .filter(stream -> stream.width() > 0 && stream.height() > 0)
        .map(stream -> new PictureSize(stream.width(), stream.height()))
        .filter(size -> size.pixels() > input.limits().pixels())
        .findFirst()
        .map(Refusal::tooLarge);
  }

  private Optional<String> offTheList() {
    return finished.errors().stream()
        .map(OFF_THE_LIST::matcher)
        .filter(Matcher::find)
        .map(match -> match.group(1))
        .findFirst();
  }

  /** A stream of pictures that no decoder here knows. */
  private Optional<VideoException> undecodable(FfprobeReport report) {
    return report.streams().stream()
        .filter(FfprobeReport.Stream::video)
        .filter(stream -> stream.codec() == null && stream.tag() != null)
        .map(FfprobeReport.Stream::tag)
        .filter(tag -> tag.matches("\\w{4}"))
        .findFirst()
        .map(this::unsupported);
  }

  private VideoException unsupported(String codec) {
    return new VideoException(
        Failure.UNSUPPORTED_CODEC,
        "The file has a track in " + codec + ", which is not taken: convert it to H.264 and AAC.",
        finished.cause());
  }

  private VideoException tooMuch() {
    return new VideoException(
        Failure.TOO_DEMANDING,
        "The file has more than %d streams or needs too much memory: send the video with one sound."
            .formatted(input.limits().streams()),
        finished.cause());
  }

  private VideoException damaged() {
    return new VideoException(
        Failure.DAMAGED,
        "The file is damaged or incomplete: play it to its end, then upload it again.",
        finished.cause());
  }

  static VideoException tooLarge(PictureSize size) {
    return new VideoException(
        Failure.TOO_DEMANDING,
        "Its picture of " + size + " is larger than what is taken: make it smaller, 8K or less.");
  }
}
