package dev.vitascope.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The one command that makes all of a video's outputs: decoded once, encoded once a rendition, each
 * encode muxed to HLS and MP4 by {@code tee}, the sound encoded once for all, thumbnails taken
 * along the way. It is to run in the job's scratch folder: all outputs are plain relative names, so
 * that nothing needs escaping.
 *
 * @param binaries what ffmpeg can do
 * @param settings of this node
 * @param ladder the preset and the sound's rate
 */
record EncodeCommand(FfmpegBinaries binaries, MediaSettings settings, Ladder ladder) {

  static final int KEYFRAME_SECONDS = 2;
  static final int SEGMENT_SECONDS = 10;

  List<String> argv(EncodeJob job) {
    var argv = new ArrayList<String>();
    argv.add(binaries.ffmpeg().toString());
    argv.addAll(List.of("-hide_banner", "-nostdin", "-y", "-loglevel", "warning", "-nostats"));
    argv.addAll(List.of("-progress", "pipe:1", "-stats_period", "0.3"));
    argv.addAll(threads());
    argv.addAll(
        new GuardedInput(job.probe().container(), job.source(), settings.limits()).options());
    argv.addAll(List.of("-filter_complex", graph(job)));
    for (var i = 0; i < job.renditions().size(); i++) {
      argv.addAll(picture(i, job.renditions().get(i)));
    }
    job.probe().audio().ifPresent(audio -> argv.addAll(sound()));
    argv.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn"));
    argv.addAll(List.of("-t", Long.toString(end(job).toSeconds())));
    argv.addAll(List.of("-f", "tee", outputs(job)));
    argv.addAll(Thumbnails.output());
    return List.copyOf(argv);
  }

  private String graph(EncodeJob job) {
    return new FilterGraph(job.probe(), job.renditions(), end(job), binaries.filters()).toString();
  }

  private List<String> threads() {
    return settings.threads() == 0
        ? List.of()
        : List.of("-threads", Integer.toString(settings.threads()));
  }

  /**
   * Keyframes by time, not by count: they fall on the same instants in all renditions whatever the
   * rate, and every segment begins with one. The groups between are closed.
   */
  private List<String> picture(int i, Rendition rendition) {
    var options = new ArrayList<>(List.of("-map", "[v" + i + "]"));
    options.addAll(List.of("-c:v:" + i, "libx264"));
    options.addAll(List.of("-preset:v:" + i, settings.preset().orElse(ladder.preset())));
    options.addAll(List.of("-profile:v:" + i, "high"));
    options.addAll(List.of("-crf:v:" + i, Integer.toString(rendition.crf())));
    options.addAll(List.of("-maxrate:v:" + i, rendition.maxrate() + "k"));
    options.addAll(List.of("-bufsize:v:" + i, rendition.bufsize() + "k"));
    options.addAll(
        List.of("-force_key_frames:v:" + i, "expr:gte(t,n_forced*" + KEYFRAME_SECONDS + ")"));
    options.addAll(List.of("-sc_threshold:v:" + i, "0", "-flags:v:" + i, "+cgop"));
    if (settings.threads() > 0) {
      options.addAll(List.of("-threads:v:" + i, Integer.toString(settings.threads())));
    }
    return options;
  }

  private List<String> sound() {
    return List.of(
        "-map", "[a]", "-c:a", "aac", "-profile:a", "aac_low", "-b:a", ladder.audioBitrate() + "k");
  }

  /** Bounds what frames hours apart can make of a small file; a length told wrong passes. */
  private Duration end(EncodeJob job) {
    var generous = job.probe().duration().multipliedBy(2).plusMinutes(1);
    var limit = settings.limits().length();
    return generous.compareTo(limit) < 0 ? generous : limit;
  }

  private static String outputs(EncodeJob job) {
    var sound = job.probe().audio().map(audio -> job.renditions().size());
    return IntStream.range(0, job.renditions().size())
        .mapToObj(i -> outputs(job.renditions().get(i), streams(i, sound)))
        .collect(Collectors.joining("|"));
  }

  private static String streams(int picture, Optional<Integer> sound) {
    return sound.map(s -> "select='" + picture + "," + s + "'").orElse("select=" + picture);
  }

  private static String outputs(Rendition rendition, String streams) {
    var hls =
        String.join(
            ":",
            "f=hls",
            streams,
            "hls_time=" + SEGMENT_SECONDS,
            "hls_segment_type=fmp4",
            "hls_playlist_type=event",
            "hls_flags=temp_file+independent_segments",
            "hls_fmp4_init_filename=init.mp4",
            "hls_segment_filename=" + rendition.folder() + "/%05d.m4s");
    var mp4 = String.join(":", "f=mp4", streams, "movflags=+faststart");
    return "[%s]%s|[%s]%s".formatted(hls, rendition.playlist(), mp4, rendition.mp4());
  }
}
