package dev.vitascope.media;

import dev.vitascope.video.Progress.RenditionProgress;
import dev.vitascope.video.Stage;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far a transcode is.
 *
 * @param percent of the whole way, upload included
 * @param etaSeconds time left, where it can be told
 * @param speed of the encode, times real time; 0 while there is none
 */
record TranscodeProgress(
    Stage stage,
    double percent,
    OptionalLong etaSeconds,
    double speed,
    List<RenditionProgress> renditions) {

  TranscodeProgress {
    renditions = List.copyOf(renditions);
  }
}
