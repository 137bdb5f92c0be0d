package dev.vitascope.status;

import static dev.vitascope.api.OpenDoor.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of videos, page by page. */
class ListTest {

  /** Before all videos of other tests in the list. */
  private static final Instant FAR_AHEAD = Instant.parse("2999-01-01T00:00:00.123456Z");

  private final List<StoredVideo> newestFirst = new ArrayList<>();
  private StatusFixture status;

  @BeforeEach
  void open() {
    status = StatusFixture.open();
    for (int i = 0; i < 7; i++) {
      // Two of each moment: the id decides between them.
      newestFirst.add(StoredVideo.create(status.database(), FAR_AHEAD.minusNanos(i / 2 * 1000L)));
    }
  }

  @AfterEach
  void close() {
    newestFirst.forEach(StoredVideo::delete);
    status.close();
  }

  @Test
  void pagesJoinWithoutGapOrRepeat() {
    var whole = ids("/videos?limit=7");
    assertEquals(
        newestFirst.stream().map(video -> video.id().toString()).sorted().toList(),
        whole.stream().sorted().toList());
    var joined = new ArrayList<String>();
    var path = "/videos?limit=3";
    while (joined.size() < 7) {
      joined.addAll(ids(path));
      path = "/videos?limit=3&cursor=" + page(path).path("next_cursor").asText();
    }
    assertEquals(whole, joined.subList(0, 7));
  }

  @Test
  void videosOfOneStatusAreListedAlone() {
    var failed = newestFirst.get(2);
    failed.set("upload_status = 'failed', error_code = 'not_a_video', error_message = 'No.'");
    assertEquals(failed.id().toString(), ids("/videos?limit=1&status=Failed").getFirst());
    var listed = page("/videos?limit=1&status=Failed").at("/data/0");
    assertEquals("not_a_video", listed.at("/error/code").asText());
    assertFalse(ids("/videos?limit=7&status=Uploading").contains(failed.id().toString()));
    assertEquals(400, status.door().get("/videos?status=Lost").statusCode());
  }

  @Test
  void aVideoThatComesMeanwhileDoesNotMoveTheOthers() {
    var cursor = page("/videos?limit=2").get("next_cursor").asText();
    var before = ids("/videos?limit=2&cursor=" + cursor);
    newestFirst.add(StoredVideo.create(status.database(), FAR_AHEAD.plusSeconds(60)));
    assertEquals(before, ids("/videos?limit=2&cursor=" + cursor));
  }

  @Test
  void aCursorThatIsNoneIsRefused() {
    for (var cursor : List.of("x", "!!", "YWJj", "MjAwMC0wMS0wMVQwMDowMDowMFo")) {
      var response = status.door().get("/videos?cursor=" + cursor);
      assertEquals(400, response.statusCode(), cursor);
      assertFalse(response.body().contains("Exception"));
    }
  }

  private List<String> ids(String path) {
    return page(path).get("data").findValuesAsText("video_id");
  }

  private JsonNode page(String path) {
    var response = status.door().get(path);
    assertEquals(200, response.statusCode(), response.body());
    return json(response);
  }
}
