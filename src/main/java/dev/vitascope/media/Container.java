package dev.vitascope.media;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The container formats that are taken; the name is also that of ffmpeg's demuxer. */
public enum Container {
  MOV,
  MATROSKA,
  AVI,
  MPEGTS,
  MPEG,
  FLV,
  ASF,
  OGG;

  /** Whether what ffprobe calls its length is rather the time at which it ends. */
  boolean tellsItsEnd() {
    return this == MATROSKA || this == ASF || this == OGG;
  }

  @JsonValue
  public String demuxer() {
    return name().toLowerCase(Locale.ROOT);
  }
}
