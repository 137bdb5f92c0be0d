package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Resolution;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of every kind through probe, encode and check; what comes out is looked at and heard. */
class CorpusTest {

  private static final Ladder LADDER =
      new Ladder(
          "ultrafast",
          96,
          List.of(
              new Rung(new Resolution(90), 18, 1000, 2000),
              new Rung(new Resolution(180), 18, 2000, 4000)));
  private static final Transcoder TRANSCODER =
      Transcoder.of(TestClips.binaries(), MediaSettings.DEFAULTS, LADDER);
  private static final Map<Character, int[]> COLOURS =
      Map.of(
          'R', new int[] {0xC8, 0x32, 0x32},
          'G', new int[] {0x32, 0xC8, 0x32},
          'B', new int[] {0x32, 0x32, 0xC8},
          'W', new int[] {0xA0, 0xA0, 0xA0});
  private static final double IN_SYNC = 0.04;

  @TempDir private Path folder;

  static Stream<CorpusEntry> entries() throws IOException {
    var whole = Boolean.getBoolean("vitascope.corpus.whole");
    return CorpusEntry.read("corpus.yaml").stream().filter(entry -> whole || !entry.whole());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void comesOutRight(CorpusEntry entry) throws Exception {
    var source = new CorpusMaker(folder).make(entry);
    if (entry.refused().isPresent()) {
      var refusal = assertThrows(VideoException.class, () -> made(source));
      assertEquals(entry.failure(), refusal.failure().code(), refusal::getMessage);
      return;
    }
    var made = made(source);
    var outputs = made.outputs();
    assertEquals(entry.warned(), !made.warnings().isEmpty(), () -> "warned " + made.warnings());
    assertEquals(
        entry.rungs(),
        outputs.stream()
            .map(output -> output.rendition().size().toString())
            .collect(Collectors.joining(" ")));
    for (var output : outputs) {
      look(entry, output.mp4());
    }
    look(entry, outputs.getLast().init().resolveSibling("playlist.m3u8"));
  }

  private record Made(List<RenditionOutput> outputs, List<String> warnings) {}

  private Made made(Path source) throws Exception {
    var probe = TRANSCODER.prober().probe(source);
    var renditions = LADDER.renditions(probe.video().display());
    var scratch = Files.createDirectory(folder.resolve("scratch"));
    var job = new EncodeJob(probe, source, scratch, renditions);
    var outputs = TRANSCODER.outputCheck().check(parts(job));
    return new Made(outputs, TRANSCODER.outputCheck().warnings(probe, outputs));
  }

  /** As the stage goes about it: what is already as it should be is copied. */
  private static List<EncodeJob> parts(EncodeJob whole) throws Exception {
    var encoder = TRANSCODER.encoder();
    var copied = encoder.copy(whole, new RecordingListener());
    var rest = copied.map(whole::without).orElse(Optional.of(whole));
    if (rest.isPresent()) {
      encoder.encode(rest.get(), new RecordingListener());
    }
    return Stream.concat(rest.stream(), copied.stream()).toList();
  }

  private static void look(CorpusEntry entry, Path output) throws Exception {
    var decoded = DecodedOutput.of(output, entry.sound());
    var rate = FrameRate.parse(entry.frames()).value();
    assertEquals(
        entry.seconds() * rate, decoded.frames(), entry.slack(), () -> "frames of " + output);
    if (!entry.quarters().equals("none")) {
      for (var quarter = 0; quarter < 4; quarter++) {
        requireColour(entry, COLOURS.get(entry.quarters().charAt(quarter)), decoded, quarter);
      }
    }
    if (entry.synced()) {
      requireSync(decoded, rate);
    }
  }

  private static void requireColour(
      CorpusEntry entry, int[] wanted, DecodedOutput decoded, int quarter) {
    var seen = decoded.quarter(quarter);
    for (var part = 0; part < 3; part++) {
      assertEquals(
          wanted[part],
          seen[part],
          entry.tolerance(),
          () -> "quarter %d is %s".formatted(quarter, Arrays.toString(seen)));
    }
  }

  /** The last beep goes with a flash: what drifts has drifted most by then. */
  private static void requireSync(DecodedOutput decoded, double rate) {
    var flashes = decoded.flashes().stream().map(frame -> frame / rate).toList();
    var beeps = decoded.beeps();
    assertFalse(flashes.isEmpty() || beeps.isEmpty(), "neither seen nor heard");
    var last = beeps.getLast();
    assertTrue(
        flashes.stream().anyMatch(flash -> Math.abs(last - flash) < IN_SYNC),
        () -> "flashes " + flashes + ", beeps " + beeps);
  }
}
