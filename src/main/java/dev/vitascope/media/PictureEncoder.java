package dev.vitascope.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What makes H.264 of pictures, by ffmpeg's name for it. Each is told the same: a rendition's
 * quality under its cap, a keyframe where one is asked for and none that depends on what went
 * before it.
 */
public enum PictureEncoder {
  /** In software: everywhere. */
  X264("libx264"),
  /** By NVIDIA's cards. */
  NVENC("h264_nvenc"),
  /** By Intel's processors. */
  QSV("h264_qsv"),
  /** By what has a driver for Linux' VA-API. */
  VAAPI("h264_vaapi");

  private static final String RENDERER = "/dev/dri/renderD128";

  private final String encoder;

  PictureEncoder(String encoder) {
    this.encoder = encoder;
  }

  /**
   * Those to try before {@link #X264}, best first.
   *
   * @param wanted {@code x264}, one of the others by its name here, or {@code auto}
   */
  public static List<PictureEncoder> wanted(String wanted) {
    return switch (wanted) {
      case "x264" -> List.of();
      case "auto" -> List.of(NVENC, QSV, VAAPI);
      default -> List.of(valueOf(wanted.toUpperCase(Locale.ROOT)));
    };
  }

  boolean inHardware() {
    return this != X264;
  }

  /** Options before all inputs. */
  List<String> opening() {
    return switch (this) {
      case X264, NVENC -> List.of();
      case QSV -> List.of("-init_hw_device", "qsv");
      case VAAPI -> List.of("-vaapi_device", RENDERER);
    };
  }

  /** Files it must be able to open and write to. */
  List<String> devices() {
    return switch (this) {
      case X264 -> List.of();
      case NVENC -> List.of("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia0");
      case QSV, VAAPI -> List.of(RENDERER);
    };
  }

  /** The filters that bring a picture to it, or an empty string. */
  String upload() {
    return this == VAAPI ? "format=nv12,hwupload" : "";
  }

  /**
   * The options of the {@code i}-th picture stream.
   *
   * @param preset x264's; the others keep to one of their own
   */
  List<String> options(int i, Rendition rendition, String preset) {
    var words = new ArrayList<>(List.of("c", encoder, "profile", "high"));
    words.addAll(quality(rendition, preset));
    words.addAll(List.of("maxrate", rendition.maxrate() + "k"));
    words.addAll(List.of("bufsize", rendition.bufsize() + "k"));
    var options = new ArrayList<String>();
    for (var at = 0; at < words.size(); at += 2) {
      options.addAll(List.of("-" + words.get(at) + ":v:" + i, words.get(at + 1)));
    }
    return options;
  }

  /**
   * Intel's and VA-API's only keep to a quality under a cap where they are told a rate to aim at,
   * too.
   */
  private List<String> quality(Rendition rendition, String preset) {
    var quality = Integer.toString(rendition.crf());
    var rate = rendition.maxrate() * 3 / 4 + "k";
    return switch (this) {
      case X264 -> List.of("preset", preset, "crf", quality, "sc_threshold", "0", "flags", "+cgop");
      case NVENC ->
          List.of("preset", "p4", "rc", "vbr", "cq", quality, "b", "0", "forced-idr", "1");
      case QSV ->
          List.of("preset", "medium", "global_quality", quality, "b", rate, "forced_idr", "1");
      case VAAPI -> List.of("rc_mode", "QVBR", "global_quality", quality, "b", rate);
    };
  }

  @Override
  public String toString() {
    return encoder;
  }
}
