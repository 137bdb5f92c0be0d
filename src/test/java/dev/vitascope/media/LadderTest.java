package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Resolution;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {

  private static final Ladder LADDER = Ladder.standard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1920x1080 | 854x480 1280x720 1920x1080
          3840x2160 | 854x480 1280x720 1920x1080
          1080x1920 | 480x854 720x1280 1080x1920
          1920x800  | 1152x480 1728x720
          1280x720  | 854x480 1280x720
          1279x719  | 854x480
          640x480   | 640x480
          641x361   | 640x360
          320x568   | 320x568
          1x1       | 2x2
          """)
  void givesRungsThatThePictureReaches(PictureSize source, String sizes) {
    assertEquals(
        List.of(sizes.split(" ")),
        LADDER.renditions(source).stream().map(r -> r.size().toString()).toList());
  }

  @Test
  void namesRenditionsByTheirShortSide() {
    assertEquals(
        List.of(new Resolution(480), new Resolution(720)),
        LADDER.renditions(new PictureSize(720, 1280)).stream().map(Rendition::resolution).toList());
  }

  @Property
  void neverEnlargesAndIsAlwaysEven(
      @ForAll @IntRange(min = 2, max = 9000) int width,
      @ForAll @IntRange(min = 2, max = 9000) int height) {
    var source = new PictureSize(width, height);
    var made = LADDER.renditions(source);
    assertTrue(made.size() >= 1 && made.size() <= 3);
    for (var rendition : made) {
      var size = rendition.size();
      assertEquals(rendition.resolution().shortSide(), size.shortSide());
      assertTrue(size.shortSide() <= source.shortSide());
      assertTrue(size.width() <= width + 1 && size.height() <= height + 1);
      assertEquals(0, (size.width() | size.height()) & 1);
      var exact = (double) size.shortSide() / source.shortSide();
      assertTrue(Math.abs(size.width() - width * exact) <= 1);
      assertTrue(Math.abs(size.height() - height * exact) <= 1);
    }
  }

  @Test
  void refusesNonsense() {
    var rung = LADDER.rungs().getFirst();
    assertThrows(IllegalArgumentException.class, () -> new Ladder("veryfast", 128, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Ladder("-y", 128, List.of(rung)));
    assertThrows(
        IllegalArgumentException.class, () -> new Ladder("fast", 128, List.of(rung, rung)));
    assertThrows(
        IllegalArgumentException.class, () -> new Rung(new Resolution(480), 60, 1500, 3000));
  }
}
