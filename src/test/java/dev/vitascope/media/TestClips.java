package dev.vitascope.media;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Makes small files of every kind in a folder, by the ffmpeg that the program would use. */
public final class TestClips {

  private static final class Found {
    static final FfmpegBinaries BINARIES = find();

    private static FfmpegBinaries find() {
      try {
        return new FfmpegFinder(MediaSettings.DEFAULTS).find();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final Path folder;

  public TestClips(Path folder) {
    this.folder = folder;
  }

  /** The ffmpeg that tests use, found once. */
  public static FfmpegBinaries binaries() {
    return Found.BINARIES;
  }

  /** H.264 and AAC in MP4, landscape, 25 frames a second. */
  public Path withSound(int width, int height, int seconds) {
    return make(
        "with-sound.mp4",
        List.of(
            "-f",
            "lavfi",
            "-i",
            picture(width, height, "25", seconds),
            "-f",
            "lavfi",
            "-i",
            "sine=440:r=44100:d=" + seconds,
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-c:a",
            "aac",
            "-movflags",
            "+faststart"));
  }

  public Path silent(int width, int height, int seconds) {
    return ofPicture("silent.mp4", picture(width, height, "25", seconds), List.of());
  }

  /** A picture from {@code testsrc2} with more of lavfi's filters, encoded with more options. */
  public Path ofPicture(String name, String picture, List<String> options) {
    var argv = new ArrayList<>(List.of("-f", "lavfi", "-i", picture));
    argv.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast"));
    argv.addAll(options);
    return make(name, argv);
  }

  /** Stored lying, to be shown upright: what phones make. */
  public Path turned(int width, int height, int seconds) {
    var lying = silent(width, height, seconds);
    return make(
        "turned.mp4", List.of("-display_rotation:v", "-90", "-i", lying.toString(), "-c", "copy"));
  }

  /** Every third frame left out, and a second of them at once. */
  public Path variableRate(int width, int height, int seconds) {
    var picture = picture(width, height, "30", seconds);
    return ofPicture(
        "variable.mkv",
        picture + "[all];[all]select='mod(n\\,3)*not(between(t\\,3\\,4))'",
        List.of("-fps_mode", "vfr"));
  }

  public Path soundOnly() {
    return make("sound.m4a", List.of("-f", "lavfi", "-i", "sine=440:d=2", "-c:a", "aac"));
  }

  /** An MP4 whose index comes first and of which only a part arrived. */
  public Path cutShort(int width, int height, int seconds) throws IOException {
    return cut(withSound(width, height, seconds), "cut-short.mp4");
  }

  /** An MP4 whose index would have come last and did not arrive. */
  public Path withoutIndex() throws IOException {
    return cut(silent(320, 180, 2), "without-index.mp4");
  }

  private Path cut(Path whole, String name) throws IOException {
    var copy = Files.copy(whole, folder.resolve(name));
    try (var file = new RandomAccessFile(copy.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    return copy;
  }

  /** Any text as a file of any name. */
  public Path text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  public static String picture(int width, int height, String rate, int seconds) {
    return "testsrc2=s=%dx%d:r=%s:d=%d".formatted(width, height, rate, seconds);
  }

  /** Runs ffmpeg with these arguments and a file of that name behind them. */
  public Path make(String name, List<String> arguments) {
    var file = folder.resolve(name);
    var argv = new ArrayList<>(List.of(binaries().ffmpeg().toString(), "-v", "error", "-y"));
    argv.addAll(arguments);
    argv.add(file.toString());
    try {
      var finished = Finished.run(argv, MediaLimits.DEFAULTS);
      if (!finished.succeeded()) {
        throw new IllegalStateException(CommandLine.of(argv), finished.cause());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }

  /** In hex. */
  public static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
