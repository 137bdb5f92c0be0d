package dev.vitascope.cli;

import dev.vitascope.media.FfmpegBinaries;
import dev.vitascope.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A short clip with moving pictures and a tone, for whoever has no video at hand. */
record SampleClip(FfmpegBinaries ffmpeg, Path folder) {

  Path make() throws IOException, InterruptedException {
    var clip = Files.createDirectories(folder).resolve("sample.mp4");
    var argv =
        List.of(
            ffmpeg.ffmpeg().toString(),
            "-nostdin",
            "-v",
            "error",
            "-y",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=1280x720:rate=30:duration=12",
            "-f",
            "lavfi",
            "-i",
            "sine=frequency=440:beep_factor=4:duration=12",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "aac",
            "-shortest",
            "-movflags",
            "+faststart",
            clip.toString());
    var process =
        new ProcessBuilder(Supervisor.AT_ONCE.wrap(argv))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sample.log").toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("the sample could not be made: see " + folder.resolve("sample.log"));
      }
      return clip;
    } finally {
      process.destroy();
    }
  }
}
