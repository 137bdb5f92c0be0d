package dev.vitascope.media;

import dev.vitascope.media.VideoTrack.Colour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The filters between one decoder and all encoders: upright (ffmpeg turns by itself), progressive,
 * of constant rate and standard dynamic range first, then one scaled copy a rendition, labelled
 * {@code [v0]}, {@code [v1]}, … The thumbnails are {@code [stills]}, the sound is {@code [a]}.
 *
 * @param job whose probe, renditions and checkpoint decide
 * @param end where encoding ends at the latest
 * @param filters the names of the filters there are
 */
record FilterGraph(EncodeJob job, Duration end, Set<String> filters) {

  private static final Set<String> RANGES = Set.of("tv", "pc");

  @Override
  public String toString() {
    var chains = new ArrayList<String>();
    for (var i = job.renditions().size() - 1; i >= 0; i--) {
      chains.add(picture(i));
    }
    chains.addAll(besides("[s]"));
    return String.join(";", chains);
  }

  /** What there is to make besides pictures that are the original's own. */
  String besides() {
    return String.join(";", besides("[0:" + job.probe().video().index() + "]"));
  }

  private List<String> besides(String pictures) {
    var chains = new ArrayList<String>();
    chains.add(pictures + Thumbnails.filter(job.probe().duration(), end) + "[stills]");
    job.probe().audio().ifPresent(audio -> chains.add(sound(audio)));
    return chains;
  }

  private String soundBefore() {
    return job.checkpoint().isNone()
        ? ""
        : ",atrim=start_pts=%d".formatted(job.checkpoint().soundSkipped());
  }

  /** Each from the next larger: 5 % less work than all from the source, at the same SSIM. */
  private String picture(int i) {
    var largest = i == job.renditions().size() - 1;
    var scaled = largest ? common() + "," + largest() : "[n" + i + "]" + scale(i) + ",setsar=1";
    var last = last();
    var taken = new ArrayList<String>();
    taken.add((last.isEmpty() ? "[v" : "[w") + i + "]");
    if (i > 0) {
      taken.add("[n" + (i - 1) + "]");
    }
    if (i == stills()) {
      taken.add("[s]");
    }
    var chain =
        taken.size() == 1
            ? scaled + taken.getFirst()
            : "%s,split=%d%s".formatted(scaled, taken.size(), String.join("", taken));
    return last.isEmpty() ? chain : chain + ";[w%d]%s[v%d]".formatted(i, last, i);
  }

  /**
   * What only the encoder is given so. All is decoded and scaled again, so that rates and
   * thumbnails come out the same.
   */
  private String last() {
    var rest = job.checkpoint().isNone() ? "" : "trim=start_frame=" + job.framesBefore();
    return Stream.of(rest, job.encoder().upload())
        .filter(filter -> !filter.isEmpty())
        .collect(Collectors.joining(","));
  }

  /** Thumbnails are of the second lowest rendition: sharp on a page, and not too large. */
  private int stills() {
    return Math.min(1, job.renditions().size() - 1);
  }

  private String scale(int i) {
    var size = job.renditions().get(i).size();
    return "scale=%d:%d".formatted(size.width(), size.height());
  }

  private String common() {
    var chain = new ArrayList<String>();
    var video = job.probe().video();
    if (video.interlaced()) {
      chain.add((filters.contains("bwdif") ? "bwdif" : "yadif") + "=deint=interlaced");
    }
    // From 0, so that a picture that comes late is there from the start and sound stays with it.
    chain.add("fps=" + video.rate() + ":start_time=0");
    if (mapped()) {
      chain.add(standardRange(video.colour()));
    }
    return "[0:" + video.index() + "]" + String.join(",", chain);
  }

  private boolean mapped() {
    var colour = job.probe().video().colour();
    return (colour.highDynamicRange() || colour.wideGamut())
        && filters.contains("zscale")
        && filters.contains("tonemap");
  }

  /**
   * BT.2100 or BT.2020 to BT.709: to linear light with 100 cd/m² as white, to BT.709's primaries,
   * highlights rolled off. Made small first: what follows is in 32-bit floats.
   */
  private String standardRange(Colour colour) {
    var high = colour.highDynamicRange();
    var transfer = high ? colour.transfer() : "bt2020-10";
    var range = RANGES.contains(colour.range()) ? colour.range() : "tv";
    return String.join(
        ",",
        scale(job.renditions().size() - 1),
        "zscale=pin=bt2020:tin=%s:min=bt2020nc:rin=%s:t=linear:npl=100".formatted(transfer, range),
        "format=gbrpf32le",
        "zscale=p=bt709",
        high ? "tonemap=hable:desat=0" : "null",
        "zscale=t=bt709:m=bt709:r=tv",
        "format=yuv420p");
  }

  private String largest() {
    return String.join(
        ",",
        scale(job.renditions().size() - 1) + matrix() + ":out_color_matrix=bt709:out_range=tv",
        "format=yuv420p",
        "setsar=1",
        "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709");
  }

  /** Where the file is silent: BT.601 up to standard definition, BT.709 above, as players do. */
  private String matrix() {
    var video = job.probe().video();
    if (mapped()) {
      return ":in_color_matrix=bt709";
    }
    var yuv = video.pixelFormat().startsWith("yuv") || video.pixelFormat().startsWith("nv");
    if (!yuv || !video.colour().space().equals(Colour.UNKNOWN)) {
      return "";
    }
    var high = video.coded().width() >= 1280 || video.coded().height() > 576;
    return high ? ":in_color_matrix=bt709" : ":in_color_matrix=bt601";
  }

  /** Gaps filled with silence and drift stretched away, both by the sound's own timestamps. */
  String sound(AudioTrack audio) {
    return "[0:%d]aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo%s[a]"
        .formatted(audio.index(), soundBefore());
  }
}
