package dev.vitascope.media;

import java.util.List;

/** How ffmpeg or ffprobe ended and what it last wrote: for operators, never for clients. */
public final class FfmpegException extends Exception {

  private static final long serialVersionUID = 1L;

  FfmpegException(int exitCode, List<String> errors) {
    super("exit code " + exitCode + "\n" + String.join("\n", errors));
  }
}
