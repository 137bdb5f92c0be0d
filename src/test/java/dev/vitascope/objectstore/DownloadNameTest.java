package dev.vitascope.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names to be saved under, whatever the uploaded file was called. */
class DownloadNameTest {

  @ParameterizedTest
  @CsvSource({
    "holiday.mov, holiday.mp4",
    "two weeks by the sea.final.mp4, two weeks by the sea.final.mp4",
    "Straße 🌊.mov, Straße 🌊.mp4",
    "../../etc/passwd, _.._etc_passwd.mp4",
    "C:\\temp\\x.avi, C_temp_x.mp4",
    ".mov, mov.mp4",
    "'...', video.mp4",
    "a\u202egpj.mp4, a_gpj.mp4",
    "50% off.mp4, 50_ off.mp4"
  })
  void isThatOfTheUploadedFileAsFarAsItIsFit(String uploaded, String name) {
    assertEquals(name, DownloadName.of(uploaded, ".mp4").text());
  }

  @Property
  void anyNameMakesAHeaderThatSaysItTwice(@ForAll String uploaded) {
    var name = DownloadName.of(uploaded, "-720p.mp4");
    var header = name.header();
    assertTrue(
        header.matches("inline; filename=\"[^\"\\\\]+\"; filename\\*=UTF-8''[\\w.%-]+"), header);
    var encoded = header.substring(header.indexOf("''") + 2);
    assertEquals(name.text(), URLDecoder.decode(encoded, UTF_8));
    assertTrue(name.text().length() <= 2 * 100 + 9 && name.text().endsWith("-720p.mp4"));
  }
}
