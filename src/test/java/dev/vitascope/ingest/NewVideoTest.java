package dev.vitascope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewVideoTest {

  @ParameterizedTest
  @ValueSource(strings = {"clip.mp4", "Zwei Wochen am Meer.MOV", "日本.mkv", "..hidden", "a"})
  void aBareNameIsTaken(String name) {
    assertEquals(name, checked("filename", name).filename());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ".", "..", "a/b.mp4", "..\\b.mp4", "a\u0000.mp4", "a\nb"})
  void whatIsNoBareNameIsRefused(String name) {
    assertEquals(Failure.INVALID_FILENAME, refused("filename", name));
    assertEquals(Failure.INVALID_FILENAME, refused("filename", "x".repeat(256)));
  }

  @Test
  void aSizeIsFromOneByteToTheLargest() {
    assertEquals(1, checked("size", 1).bytes());
    assertEquals(10L << 30, checked("size", 10L << 30).bytes());
    assertEquals(Failure.FILE_EMPTY, refused("size", 0));
    assertEquals(Failure.FILE_TOO_LARGE, refused("size", (10L << 30) + 1));
    assertEquals(Failure.INVALID_REQUEST, refused("size", -1));
    assertThrows(VideoException.class, () -> check(Map.of("filename", "a.mp4")));
  }

  @Test
  void textsAreBoundedAndCanBeStored() {
    assertEquals("a\nb", checked("description", "a\nb").description().orElseThrow());
    assertEquals(Failure.INVALID_REQUEST, refused("description", "a\u0000b"));
    assertEquals(Failure.INVALID_REQUEST, refused("description", "x".repeat(5_001)));
    assertEquals(Failure.INVALID_REQUEST, refused("title", "x".repeat(201)));
    assertEquals(Failure.INVALID_REQUEST, refused("sha256", "abc"));
  }

  @Test
  void aVideoWithoutATitleIsCalledByItsFile() {
    assertEquals("clip", checked("filename", "clip.mp4").titleOrName());
    assertEquals("clip", checked("title", "  ").titleOrName());
    assertEquals("Sea", checked("title", " Sea ").titleOrName());
  }

  @Test
  void theSameContentIsTheSameRequest() {
    var request = RepeatableRequest.of("once", checked("title", "A"));
    assertEquals(request, RepeatableRequest.of("once", checked("title", "A")));
    assertNotEquals(request, RepeatableRequest.of("once", checked("title", "B")));
    for (var key : List.of("", " ", "x".repeat(256))) {
      assertThrows(VideoException.class, () -> RepeatableRequest.of(key, checked("title", "A")));
    }
  }

  private static NewVideo checked(String member, Object value) {
    var body = new java.util.HashMap<String, Object>(Map.of("filename", "clip.mp4", "size", 10));
    body.put(member, value);
    return check(body);
  }

  private static NewVideo check(Map<String, Object> body) {
    return Json.MAPPER.convertValue(body, NewVideo.class).checked(IngestSettings.DEFAULTS);
  }

  private static Failure refused(String member, Object value) {
    return assertThrows(VideoException.class, () -> checked(member, value)).failure();
  }
}
