package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  List<String> argv(EncodeJob job) {
    var argv = opened(job);
    argv.addAll(List.of("-filter_complex", graph(job).toString()));
    for (var i = 0; i < job.renditions().size(); i++) {
      argv.addAll(picture(i, job));
    }
    job.probe().audio().ifPresent(audio -> argv.addAll(sound(job.checkpoint())));
    argv.addAll(muxed(job));
    argv.addAll(Thumbnails.output());
    return List.copyOf(argv);
  }

  /** The command for a rendition that has the original's own pictures ({@link RemuxCheck}). */
  List<String> copy(EncodeJob job) {
    var argv = opened(job);
    job.probe()
        .audio()
        .ifPresent(track -> argv.addAll(List.of("-filter_complex", graph(job).sound(track))));
    argv.addAll(copied(job));
    return List.copyOf(argv);
  }

  /** The same for one that stands alone, and its thumbnails. */
  List<String> copyAll(EncodeJob job) {
    var argv = opened(job);
    argv.addAll(List.of("-filter_complex", graph(job).besides()));
    argv.addAll(copied(job));
    argv.addAll(Thumbnails.output());
    return List.copyOf(argv);
  }

  private List<String> copied(EncodeJob job) {
    var options = new ArrayList<>(List.of("-map", "0:" + job.probe().video().index()));
    options.addAll(List.of("-c:v", "copy"));
    job.probe().audio().ifPresent(track -> options.addAll(sound(Checkpoint.NONE)));
    options.addAll(muxed(job));
    return options;
  }

  private List<String> opened(EncodeJob job) {
    var argv = new ArrayList<>(List.of(binaries.ffmpeg().toString()));
    argv.addAll(List.of("-hide_banner", "-nostdin", "-y", "-loglevel", "warning", "-nostats"));
    argv.addAll(List.of("-progress", "pipe:1", "-stats_period", "0.3"));
    argv.addAll(threads());
    argv.addAll(job.encoder().opening());
    argv.addAll(
        new GuardedInput(job.probe().container(), job.source(), settings.limits()).options());
    return argv;
  }

  private List<String> muxed(EncodeJob job) {
    var options = new ArrayList<>(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
    options.addAll(List.of("-sn", "-dn", "-t", Long.toString(end(job).toSeconds())));
    options.addAll(List.of("-f", "tee", outputs(job)));
    return options;
  }

  private FilterGraph graph(EncodeJob job) {
    return new FilterGraph(job, end(job), binaries.filters());
  }

  private List<String> threads() {
    return settings.threads() == 0
        ? List.of()
        : List.of("-threads", Integer.toString(settings.threads()));
  }

  /**
   * Every segment begins with a keyframe, and the groups between are closed. The frames come at
   * their rate from the filters: none is to be doubled because the first comes late.
   */
  private List<String> picture(int i, EncodeJob job) {
    var preset = settings.preset().orElse(ladder.preset());
    var options = new ArrayList<>(List.of("-map", "[v" + i + "]"));
    options.addAll(job.encoder().options(i, job.renditions().get(i), preset));
    options.addAll(List.of("-force_key_frames:v:" + i, job.grid().keyframes()));
    options.addAll(List.of("-fps_mode:v:" + i, "passthrough"));
    if (settings.threads() > 0) {
      options.addAll(List.of("-threads:v:" + i, Integer.toString(settings.threads())));
    }
    return options;
  }

  private List<String> sound(Checkpoint checkpoint) {
    var options = new ArrayList<>(List.of("-map", "[a]", "-c:a", "aac", "-profile:a", "aac_low"));
    options.addAll(List.of("-b:a", ladder.audioBitrate() + "k"));
    if (!checkpoint.isNone()) {
      options.addAll(List.of("-bsf:a", checkpoint.soundFilter()));
    }
    return options;
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
        .mapToObj(i -> outputs(job, job.renditions().get(i), streams(i, sound)))
        .collect(Collectors.joining("|"));
  }

  private static String streams(int picture, Optional<Integer> sound) {
    return sound.map(s -> "select='" + picture + "," + s + "'").orElse("select=" + picture);
  }

  private static String outputs(EncodeJob job, Rendition rendition, String streams) {
    var hls =
        String.join(
            ":",
            "f=hls",
            streams,
            "hls_time=" + job.grid().cut(),
            "hls_segment_type=fmp4",
            "hls_playlist_type=event",
            "hls_flags=temp_file+independent_segments",
            "hls_segment_filename=" + rendition.folder() + "/%05d.m4s");
    if (!job.checkpoint().isNone()) {
      return "[%s:%s]%s".formatted(hls, goingOn(job.checkpoint()), rendition.playlist());
    }
    hls += ":hls_fmp4_init_filename=init.mp4";
    var mp4 = String.join(":", "f=mp4", streams, "movflags=+faststart");
    return "[%s]%s|[%s]%s".formatted(hls, rendition.playlist(), mp4, rendition.mp4());
  }

  /** The init segment that there is stays: another differs from it in its edit list. */
  private static String goingOn(Checkpoint checkpoint) {
    return "start_number=%d:hls_segment_options='movflags=+frag_discont':hls_fmp4_init_filename=%s"
        .formatted(checkpoint.segments(), Rendition.OTHER_INIT);
  }

  /**
   * A fingerprint of all that decides what is made of a file: what two encodes made by the same
   * recipe goes together.
   */
  String recipe(EncodeJob job) {
    var made = job.from(Checkpoint.NONE);
    var words = argv(made).stream().skip(1).filter(word -> !word.startsWith("file:")).toList();
    return UUID.nameUUIDFromBytes((binaries + " " + words).getBytes(UTF_8))
        .toString()
        .substring(0, 8);
  }
}
