package dev.vitascope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Locator.GetByTextOptions;
import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** What a person sees and does on the list of videos. */
record HomePage(Page page) {

  void choose(Path... files) {
    page.setInputFiles("input[type=file]", files);
  }

  Locator card(String title) {
    return page.locator("li.video")
        .filter(new FilterOptions().setHas(page.locator("h3").getByText(title, exactly())));
  }

  /** Those whose titles have these words in them. */
  Locator cards(String words) {
    return page.locator("li.video").filter(new FilterOptions().setHasText(words));
  }

  void shows(String title, String words) {
    assertThat(card(title)).containsText(words);
  }

  void click(String title, String button) {
    card(title).getByText(button, exactly()).click();
  }

  private static GetByTextOptions exactly() {
    return new GetByTextOptions().setExact(true);
  }
}
