package dev.vitascope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Uploads that something or somebody comes between. */
@ExtendWith(InChromium.class)
class InterruptedTest {

  @Test
  void anUploadWaitsWhileThereIsNoNetworkAndThenGoesOnByItself(Visit visit) throws Exception {
    visit.expectFailedRequests();
    var home = new HomePage(visit.open("/"));
    var line = StorageLine.of(home.page().context());
    line.holdAfterFirstPart();
    home.choose(visit.largeClip("offline.mp4"));
    home.page().waitForCondition(line::firstHasArrived);
    home.page().context().setOffline(true);
    line.lose();
    home.shows("offline", "Offline; goes on by itself when the line is back");
    home.page().context().setOffline(false);
    home.shows("offline", "Completed");
    assertEquals(List.of(1, 2, 3), line.arrived());
  }

  @Test
  void aPartThatFailsIsSentAgain(Visit visit) throws Exception {
    visit.expectFailedRequests();
    var home = new HomePage(visit.open("/"));
    var line = StorageLine.of(home.page().context());
    var failures = new AtomicInteger(2);
    line.onLaterParts(
        route -> {
          if (failures.getAndDecrement() > 0) {
            route.abort();
          } else {
            route.resume();
          }
        });
    home.choose(visit.largeClip("failed-parts.mp4"));
    home.shows("failed-parts", "Completed");
    assertEquals(List.of(1, 2, 3), line.arrived());
  }

  @Test
  void severalUploadsAreToldTogetherPausedAndResumed(Visit visit) throws Exception {
    var home = new HomePage(visit.open("/"));
    var totals = home.page().locator("#totals");
    assertThat(totals).isHidden();
    var line = StorageLine.of(home.page().context());
    line.hold();
    home.choose(visit.clip("first.mp4"), visit.clip("second.mp4"), visit.clip("third.mp4"));
    assertThat(totals).containsText("3 uploads · 0 %");
    assertThat(home.page()).hasTitle(Pattern.compile("0 % · Vitascope"));
    totals.getByText("Pause all").click();
    for (var title : List.of("first", "second", "third")) {
      home.shows(title, "Paused at 0 %");
    }
    line.free();
    totals.getByText("Resume all").click();
    for (var title : List.of("first", "second", "third")) {
      home.shows(title, "Completed");
    }
    assertThat(totals).isHidden();
    assertThat(home.page()).hasTitle("Vitascope");
    assertEquals(List.of(1, 1, 1), line.arrived());
  }
}
