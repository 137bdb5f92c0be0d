package dev.vitascope.media;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ffprobe's answer as it writes it; what it leaves out is null here and goes no further. */
@JsonIgnoreProperties(ignoreUnknown = true)
record FfprobeReport(Fault error, Format format, List<Stream> streams) {

  private static final JsonMapper JSON = new JsonMapper();

  FfprobeReport {
    streams = streams == null ? List.of() : List.copyOf(streams);
  }

  boolean copyProtected() {
    return streams.stream().anyMatch(Stream::encrypted);
  }

  /** Reads an answer; empty if it broke off, as it does when a decoder is refused. */
  static Optional<FfprobeReport> read(String json) {
    try {
      return Optional.of(JSON.readValue(json, FfprobeReport.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Why the file could not be opened: a negated errno or four letters (libavutil/error.h). */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Fault(int code) {

    static final int NO_MEMORY = -12;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Format(
      String duration,
      @JsonProperty("start_time") String startTime,
      @JsonProperty("bit_rate") String bitRate) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Stream(
      int index,
      @JsonProperty("codec_type") String type,
      @JsonProperty("codec_name") String codec,
      @JsonProperty("codec_tag_string") String tag,
      int width,
      int height,
      @JsonProperty("sample_aspect_ratio") String pixelShape,
      @JsonProperty("pix_fmt") String pixelFormat,
      @JsonProperty("field_order") String fieldOrder,
      @JsonProperty("color_primaries") String primaries,
      @JsonProperty("color_transfer") String transfer,
      @JsonProperty("color_space") String space,
      @JsonProperty("color_range") String range,
      @JsonProperty("r_frame_rate") String nominalRate,
      @JsonProperty("avg_frame_rate") String averageRate,
      @JsonProperty("sample_rate") String sampleRate,
      int channels,
      @JsonProperty("nb_frames") String frames,
      String duration,
      @JsonProperty("bit_rate") String bitRate,
      Tags tags,
      Map<String, Integer> disposition,
      @JsonProperty("side_data_list") List<SideData> sideData) {

    Stream {
      disposition = disposition == null ? Map.of() : disposition;
      sideData = sideData == null ? List.of() : sideData;
    }

    boolean is(String kind) {
      return disposition.getOrDefault(kind, 0) != 0;
    }

    boolean video() {
      return "video".equals(type)
          && !is("attached_pic")
          && !is("still_image")
          && !is("timed_thumbnails");
    }

    /** Its pictures can be decoded: ffprobe knows a format only then. */
    boolean readable() {
      return video() && !encrypted() && pixelFormat != null && width > 0 && height > 0;
    }

    boolean audio() {
      return "audio".equals(type) && !encrypted() && codec != null && channels > 0;
    }

    /** Some containers count: a count of none is left out. */
    boolean tellsFrames() {
      return frames != null;
    }

    /** ISO 23001-7 gives the sample entries of protected tracks these names. */
    boolean encrypted() {
      return "encv".equals(tag)
          || "enca".equals(tag)
          || sideData.stream().anyMatch(SideData::forDecryption);
    }
  }

  /** Matroska's statistics tell a track's length as {@code 00:01:02.345}: here the end of it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Tags(@JsonProperty("DURATION") String duration) {}

  /** The display matrix's turn, counter-clockwise in degrees, among others that have none. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record SideData(@JsonProperty("side_data_type") String type, Double rotation) {

    /** What a player asks a key by; by ffprobe's name for it (libavcodec/packet.c). */
    boolean forDecryption() {
      return "Encryption initialization data".equals(type);
    }
  }
}
