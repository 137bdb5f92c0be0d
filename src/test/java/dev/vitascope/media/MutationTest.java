package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Failure;
import dev.vitascope.video.Resolution;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever becomes of a file's bytes, it ends in outputs or in a refusal that no retry changes. */
class MutationTest {

  private static final Logger LOG = LoggerFactory.getLogger(MutationTest.class);
  private static final List<Mutation> MUTATIONS = List.of(Mutation.values());
  private static final int ROUNDS = Integer.getInteger("vitascope.mutations", 2);
  private static final Set<String> ENDS =
      Set.of(
          "made",
          Failure.NOT_A_VIDEO.code(),
          Failure.NO_VIDEO_STREAM.code(),
          Failure.UNSUPPORTED_CODEC.code(),
          Failure.DAMAGED.code(),
          Failure.TOO_DEMANDING.code());
  private static final Ladder LADDER =
      new Ladder("ultrafast", 96, List.of(new Rung(new Resolution(32), 30, 200, 400)));

  @TempDir private Path folder;

  static List<CorpusEntry> files() throws IOException {
    return CorpusEntry.read("mutated.yaml");
  }

  @ParameterizedTest
  @MethodSource("files")
  @Timeout(1200)
  void endsInAWordThatIsDocumented(CorpusEntry entry) throws Exception {
    var file = Files.readAllBytes(new CorpusMaker(folder).make(entry));
    var other = Files.readAllBytes(new CorpusMaker(folder).make(files().getFirst()));
    var ends = new TreeMap<String, Integer>();
    var unexpected = new ArrayList<String>();
    for (var round = 0; round < ROUNDS; round++) {
      var random = new Random(round);
      var mutation = MUTATIONS.get(round % MUTATIONS.size());
      var spoilt = folder.resolve("spoilt");
      Files.write(spoilt, mutation.spoil(file, other, random));
      var end = end(spoilt);
      ends.merge(end, 1, Integer::sum);
      if (!ENDS.contains(end)) {
        unexpected.add("%s with seed %d: %s".formatted(mutation, round, end));
      }
    }
    LOG.info("{}: {}", entry, ends);
    assertEquals(List.of(), unexpected);
  }

  private String end(Path file) throws Exception {
    try (var scratch = Scratch.create(folder, "attempt")) {
      transcode(file, scratch.outputs());
      return "made";
    } catch (VideoException e) {
      return ENDS.contains(e.failure().code()) ? e.failure().code() : e + " " + e.getCause();
    } finally {
      assertTrue(Files.notExists(folder.resolve("attempt")));
    }
  }

  private static void transcode(Path file, Path scratch) throws Exception {
    var transcoder = Transcoder.of(TestClips.binaries(), hasty(), LADDER);
    var probe = transcoder.prober().probe(file);
    var renditions = LADDER.renditions(probe.video().display());
    var job = new EncodeJob(probe, file, scratch, renditions);
    transcoder.encoder().encode(job, new RecordingListener());
    transcoder.outputCheck().check(job);
  }

  /** Whoever hangs is found soon. */
  private static MediaSettings hasty() {
    var usual = MediaSettings.DEFAULTS;
    var limits =
        new MediaLimits(
            usual.limits().pixels(),
            usual.limits().streams(),
            usual.limits().length(),
            usual.limits().memory(),
            usual.limits().fileSize(),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            1);
    return new MediaSettings(
        usual.ffmpeg(), usual.ffprobe(), 1, List.of(), usual.preset(), 1, 0, true, limits);
  }
}
