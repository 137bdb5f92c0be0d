package dev.vitascope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A video on its own page. */
@ExtendWith(InChromium.class)
class WatchingTest {

  @Test
  void aVideoPlays(Visit visit) throws Exception {
    var id = visit.uploaded(visit.clip("played.mp4", 426, 240, 4));
    var page = visit.open("/watch/" + id);
    page.waitForFunction("() => document.querySelector('video').currentTime > 0.5");
    assertThat(page.locator("#status")).hasText("Completed");
    assertThat(page.locator("#trouble")).isHidden();
  }

  @Test
  void itsQualityCanBeChosen(Visit visit) throws Exception {
    var id = visit.uploaded(visit.clip("qualities.mp4", 960, 720, 15));
    var page = visit.open("/watch/" + id);
    var menu = page.getByLabel("Quality");
    assertThat(menu.locator("option")).hasText(new String[] {"Auto", "720p", "480p"});
    for (int height : List.of(480, 720)) {
      menu.selectOption(height + "p");
      page.waitForFunction(
          "height => document.querySelector('video').videoHeight === height", height);
    }
  }

  @Test
  void aPrivateVideoPlaysByItsLinks(Visit visit) throws Exception {
    var home = new HomePage(visit.open("/"));
    home.page().getByText("Title and description").click();
    home.page().getByLabel("Private").check();
    home.choose(visit.clip("hidden.mp4", 426, 240, 4));
    home.shows("hidden", "Completed");
    assertThat(home.card("hidden").getByText("Private")).isVisible();
    home.card("hidden").getByRole(AriaRole.LINK).click();
    var page = home.page();
    page.waitForFunction("() => document.querySelector('video').currentTime > 0.5");
    assertThat(page.locator("#visibility")).hasText("Private");
    assertThat(page.locator("#trouble")).isHidden();
    page.context().grantPermissions(List.of("clipboard-write", "clipboard-read"));
    page.getByText("Copy a link for a day").click();
    assertThat(page.locator("#copy-link")).hasText("Copied");
    page.navigate(page.evaluate("() => navigator.clipboard.readText()").toString());
    page.waitForFunction("() => document.querySelector('video').currentTime > 0.5");
  }

  @Test
  void whereThereIsNoVideoThePageSaysSo(Visit visit) {
    visit.expectFailedRequests();
    var page = visit.open("/watch/00000000-0000-4000-8000-000000000000");
    assertThat(page.locator("h1")).hasText("No video here");
  }
}
