package dev.vitascope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What pages know of videos that others upload. */
@ExtendWith(InChromium.class)
class LiveTest {

  private static final String COUNT_CHANGED_CARDS =
      """
      () => {
        window.changed = new Set();
        const watcher = new MutationObserver((changes) => {
          for (const {target} of changes) {
            const card = (target.closest ? target : target.parentElement).closest('li.video');
            if (card) window.changed.add(card.querySelector('h3').textContent);
          }
        });
        watcher.observe(document.getElementById('videos'), {subtree: true, childList: true, characterData: true});
      }
      """;

  @Test
  void withoutASocketPagesAskAndGetThereTheSame(Visit visit) {
    visit.expectFailedRequests();
    var page = visit.open("about:blank");
    page.route("**/eventbus/**", Route::abort);
    page.navigate(visit.address("/"));
    var home = new HomePage(page);
    home.choose(visit.clip("polled.mp4"));
    home.shows("polled", "Completed");
  }

  @Test
  void twoTabsSeeTheSameAndSoDoesALateComer(Visit visit) {
    var first = new HomePage(visit.open("/"));
    var second = new HomePage(visit.openBeside(first.page(), "/"));
    first.choose(visit.clip("shared.mp4"));
    first.shows("shared", "Completed");
    second.shows("shared", "Completed");
    new HomePage(visit.open("/")).shows("shared", "Completed");
  }

  @Test
  void twoHundredVideosAreShownAndEachChangesAlone(Visit visit) throws Exception {
    StoredRows.run(
        """
        INSERT INTO videos (id, filename, title, part_size, part_count, created_at)
        SELECT gen_random_uuid(), 'many.mp4', 'many ' || n, 1, 1, now() + n * interval '1 second'
        FROM generate_series(1, 200) AS n
        """);
    try {
      var home = new HomePage(visit.open("/"));
      for (int shown = 20; shown < 200; shown += 20) {
        assertThat(home.cards("many ")).hasCount(shown);
        home.page().getByText("Show older").click();
      }
      assertThat(home.cards("many ")).hasCount(200);
      home.page().evaluate(COUNT_CHANGED_CARDS);
      StoredRows.run(
          "UPDATE videos SET upload_status = 'transcoding', stage = 'queued',"
              + " version = version + 1, updated_at = now() WHERE title = ?",
          "many 7");
      home.shows("many 7", "Transcoding");
      assertEquals(List.of("many 7"), home.page().evaluate("() => [...window.changed]"));
    } finally {
      StoredRows.run("DELETE FROM videos WHERE filename = 'many.mp4'");
    }
  }
}
