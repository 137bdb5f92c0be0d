package dev.vitascope.media;

import java.util.List;
import java.util.stream.Collectors;

/** There is no ffmpeg here that can do the work; the message says why and what to do. */
public final class FfmpegUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FfmpegUnavailableException(List<FfmpegFinder.Tried.Unable> refused) {
    super(
        refused.stream()
            .map(unable -> unable.source() + ": " + unable.reason())
            .collect(
                Collectors.joining(
                    "; ",
                    "No usable ffmpeg. ",
                    ". Install ffmpeg with libx264, or name one by VITASCOPE_FFMPEG.")));
  }
}
