package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.media.VideoTrack.Colour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilterGraphTest {

  private static final Colour PQ = new Colour("bt2020", "smpte2084", "bt2020nc", "tv");
  private static final Colour SILENT = new Colour("unknown", "unknown", "unknown", "unknown");

  @Test
  void weavesFieldsBeforeTheRateIsSet() {
    var graph = graph("720x576", "yuv420p", true, TestProbes.STANDARD, Set.of("bwdif"));
    assertTrue(graph.startsWith("[0:0]bwdif=deint=interlaced,fps=25/1:start_time=0,scale="));
  }

  @Test
  void mapsHighDynamicRangeOnceAtTheLargestSize() {
    var graph = graph("3840x2160", "yuv420p10le", false, PQ, Set.of("zscale", "tonemap"));
    assertTrue(
        graph.contains("scale=1920:1080,zscale=pin=bt2020:tin=smpte2084:min=bt2020nc:rin=tv"));
    assertTrue(graph.indexOf("tonemap=hable") < graph.indexOf("split=2"));
  }

  @Test
  void doesWithoutToneMappingWhereThereIsNone() {
    assertFalse(graph("3840x2160", "yuv420p10le", false, PQ, Set.of("yadif")).contains("zscale"));
  }

  @Test
  void takesSilentFilesForWhatPlayersTakeThemFor() {
    assertTrue(
        graph("640x480", "yuv420p", false, SILENT, Set.of()).contains("in_color_matrix=bt601:"));
    assertTrue(
        graph("1280x720", "yuv420p", false, SILENT, Set.of()).contains("in_color_matrix=bt709"));
    assertFalse(graph("640x480", "rgb24", false, SILENT, Set.of()).contains("in_color_matrix"));
  }

  private static String graph(
      String size, String pixels, boolean interlaced, Colour colour, Set<String> filters) {
    var video = TestProbes.video(size, "25/1", pixels, interlaced, colour);
    var renditions = Ladder.standard().renditions(video.display());
    var probe = TestProbes.of(video, Optional.empty());
    var job = new EncodeJob(probe, Path.of("/in"), Path.of("/scratch"), renditions);
    return new FilterGraph(job, Duration.ofMinutes(2), filters).toString();
  }
}
