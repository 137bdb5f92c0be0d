package dev.vitascope.page;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What pages know of videos that others upload. */
@ExtendWith(InChromium.class)
class LiveTest {

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
    first.choose(visit.clip("shared.mp4", 640, 360, 20));
    second.shows("shared", "Transcoding");
    first.shows("shared", "Completed");
    second.shows("shared", "Completed");
    new HomePage(visit.open("/")).shows("shared", "Completed");
  }
}
