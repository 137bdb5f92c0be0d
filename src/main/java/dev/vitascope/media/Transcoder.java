package dev.vitascope.media;

/** The tools of the stage, each of which can be used by any number of jobs at once. */
public record Transcoder(Ladder ladder, Prober prober, Encoder encoder, OutputCheck outputCheck) {

  public static Transcoder of(FfmpegBinaries binaries, MediaSettings settings, Ladder ladder) {
    var prober = new Prober(binaries, settings.limits());
    return new Transcoder(
        ladder, prober, new Encoder(binaries, settings, ladder), new OutputCheck(prober));
  }
}
