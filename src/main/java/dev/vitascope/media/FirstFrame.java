package dev.vitascope.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether an encoder works here, seen by its first frames: ffmpeg, its driver, the device, the
 * sandbox, the pictures' sizes and how many are encoded at once all have a word in it.
 *
 * @param binaries the ffmpeg to try, and what it runs in
 * @param limits what the trial may take
 */
record FirstFrame(FfmpegBinaries binaries, MediaLimits limits) {

  /** Encodes a black frame or two of each rendition, at once, as a job would. */
  Finished of(PictureEncoder encoder, List<Rendition> renditions) throws InterruptedException {
    var argv = argv(encoder, renditions);
    return Finished.run(
        binaries.sandbox().around(argv, List.of(), Optional.empty(), encoder.devices()), limits);
  }

  private List<String> argv(PictureEncoder encoder, List<Rendition> renditions) {
    var argv = new ArrayList<>(List.of(binaries.ffmpeg().toString()));
    argv.addAll(List.of("-hide_banner", "-nostdin", "-loglevel", "error"));
    argv.addAll(encoder.opening());
    var graph =
        IntStream.range(0, renditions.size())
            .mapToObj(i -> source(encoder, renditions.get(i)) + "[v" + i + "]")
            .collect(Collectors.joining(";"));
    argv.addAll(List.of("-filter_complex", graph));
    for (var i = 0; i < renditions.size(); i++) {
      argv.addAll(List.of("-map", "[v" + i + "]"));
      argv.addAll(encoder.options(i, renditions.get(i), "ultrafast"));
    }
    argv.addAll(List.of("-f", "null", "-"));
    return argv;
  }

  private static String source(PictureEncoder encoder, Rendition rendition) {
    var size = rendition.size();
    var black =
        "color=black:size=%dx%d:rate=30:duration=0.1,format=yuv420p"
            .formatted(size.width(), size.height());
    return encoder.upload().isEmpty() ? black : black + "," + encoder.upload();
  }
}
