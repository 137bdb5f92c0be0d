package dev.vitascope.media;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that makes the MP4s of segments, without encoding: for a video that was not encoded
 * in one go. To run in the job's scratch folder.
 */
record JoinCommand(FfmpegBinaries binaries) {

  /**
   * Of what comes by fragments the clock begins after the first delay; in an MP4, with a picture.
   */
  private static final String PICTURE = "setts=pts=PTS-STARTPTS:dts=DTS-STARTPTS";

  private static final String SOUND = "setts=pts=PTS-STARTPTS-1024:dts=DTS-STARTPTS-1024";

  List<String> argv(EncodeJob job, int segments) {
    var argv = new ArrayList<String>();
    argv.add(binaries.ffmpeg().toString());
    argv.addAll(List.of("-hide_banner", "-nostdin", "-y", "-loglevel", "warning", "-nostats"));
    for (var rendition : job.renditions()) {
      argv.addAll(List.of("-protocol_whitelist", "concat,file", "-f", "mov"));
      argv.addAll(List.of("-i", pieces(rendition, segments)));
    }
    for (var i = 0; i < job.renditions().size(); i++) {
      argv.addAll(List.of("-map", Integer.toString(i), "-c", "copy", "-bsf:v", PICTURE));
      if (job.probe().audio().isPresent()) {
        argv.addAll(List.of("-bsf:a", SOUND));
      }
      argv.addAll(List.of("-movflags", "+faststart", job.renditions().get(i).mp4()));
    }
    return List.copyOf(argv);
  }

  private static String pieces(Rendition rendition, int segments) {
    return Stream.concat(
            Stream.of(rendition.init()),
            Stream.iterate(0, i -> i + 1).limit(segments).map(rendition::segment))
        .collect(Collectors.joining("|", "concat:", ""));
  }
}
