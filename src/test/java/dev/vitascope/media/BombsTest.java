package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files that ask for much are turned down before they get it. */
class BombsTest {

  private static final Prober PROBER = new Prober(TestClips.binaries(), MediaLimits.DEFAULTS);
  private static final List<String> TINY = List.of("-f", "lavfi", "-i", "color=s=16x16:r=1:d=3");

  @TempDir private Path folder;

  @Test
  void aPictureOfFourThousandMillionPixels() throws IOException {
    var file = make("huge.mkv", List.of("-c:v", "mjpeg"));
    var bytes = Files.readAllBytes(file);
    var text = new String(bytes, ISO_8859_1);
    // The frame header of each picture (ITU-T T.81 §B.2.2): length, precision, height, width.
    for (var at = text.indexOf("\u00ff\u00c0");
        at >= 0;
        at = text.indexOf("\u00ff\u00c0", at + 1)) {
      ByteBuffer.wrap(bytes).putInt(at + 5, -1);
    }
    refuses(Failure.DAMAGED, Files.write(file, bytes));
  }

  @Test
  void aPictureLargerThanWhatIsTaken() {
    refuses(
        Failure.TOO_DEMANDING,
        make("large.mkv", List.of("-vf", "scale=16384:4096", "-c:v", "mjpeg")));
  }

  @Test
  void aHundredStreams() {
    var options = new ArrayList<>(List.of("-c:v", "mpeg4", "-threads", "1"));
    for (var stream = 0; stream < 100; stream++) {
      options.addAll(List.of("-map", "0"));
    }
    refuses(Failure.TOO_DEMANDING, make("streams.mov", options));
  }

  @Test
  void picturesDaysApart() {
    refuses(
        Failure.TOO_DEMANDING,
        make(
            "days.mkv",
            List.of("-vf", "setpts=PTS*90000", "-fps_mode", "passthrough", "-c:v", "mjpeg")));
  }

  @Test
  void boxesWithinBoxes() throws IOException {
    var boxes = new byte[0];
    for (var depth = 0; depth < 2000; depth++) {
      boxes = HostileFile.box("moov", boxes);
    }
    refuses(Failure.DAMAGED, Files.write(folder.resolve("deep.mp4"), boxes));
  }

  @Test
  void aHeaderThatPromisesAYear() throws IOException {
    var file = make("year.mkv", List.of("-c:v", "mpeg4"));
    var bytes = Files.readAllBytes(file);
    // Matroska's Duration: a double, in milliseconds.
    var at = new String(bytes, ISO_8859_1).indexOf("D\u0089\u0088");
    ByteBuffer.wrap(bytes).putDouble(at + 3, 3e10);
    refuses(Failure.TOO_DEMANDING, Files.write(file, bytes));
  }

  private Path make(String name, List<String> options) {
    var arguments = new ArrayList<>(TINY);
    arguments.addAll(options);
    return new TestClips(folder).make(name, arguments);
  }

  private static void refuses(Failure failure, Path file) {
    var refusal = assertThrows(VideoException.class, () -> PROBER.probe(file));
    assertEquals(failure, refusal.failure(), () -> refusal + " " + refusal.getCause());
  }
}
