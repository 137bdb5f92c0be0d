package dev.vitascope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.GetByTextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Videos edited, tried again and deleted by a person. */
@ExtendWith(InChromium.class)
class ManagingTest {

  @Test
  void aVideoIsEdited(Visit visit) throws Exception {
    var id = visit.uploaded(visit.clip("edited.mp4"));
    var page = visit.open("/watch/" + id);
    button(page, "Edit").click();
    assertThat(page.getByLabel("Title")).isFocused();
    page.getByLabel("Title").fill("<b>By the sea</b>");
    page.getByLabel("Description").fill("Two weeks");
    page.getByLabel("Keep the uploaded file").check();
    page.keyboard().press("Escape");
    assertThat(button(page, "Edit")).isFocused();
    assertThat(page.locator("h1")).hasText("edited");
    button(page, "Edit").click();
    assertThat(page.getByLabel("Title")).hasValue("edited");
    page.getByLabel("Description").fill("Two weeks");
    page.getByLabel("Title").fill("<b>By the sea</b>");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("<b>By the sea</b>");
    assertThat(page.locator("#description")).hasText("Two weeks");
    assertEquals("Two weeks", visit.api().video(id).get("description").asText());
  }

  @Test
  void aVideoIsDeletedByWhoConfirmsItAndGoneForWhoWatchesIt(Visit visit) throws Exception {
    var id = visit.uploaded(visit.clip("deleted.mp4"));
    var page = visit.open("/watch/" + id);
    var watcher = visit.open("/watch/" + id);
    var home = new HomePage(visit.open("/"));
    home.shows("deleted", "Completed");
    button(page, "Delete").click();
    button(page, "Keep it").click();
    assertThat(page.locator("#status")).hasText("Completed");
    button(page, "Delete").click();
    page.getByRole(AriaRole.DIALOG).getByText("Delete", exactly()).click();
    assertThat(page.locator("#said")).hasText("“deleted” is deleted.");
    assertThat(new HomePage(page).card("deleted")).hasCount(0);
    assertThat(watcher.locator("#trouble")).hasText("This video has been deleted.");
    assertThat(home.card("deleted")).hasCount(0);
  }

  @Test
  void aFailedVideoIsTriedAgain(Visit visit) throws Exception {
    var id = visit.uploaded(visit.clip("retried.mp4"));
    StoredRows.fail(id);
    var page = visit.open("/watch/" + id);
    assertThat(page.locator("#status")).hasText("Failed");
    button(page, "Try again").click();
    assertThat(page.locator("#status")).hasText("Completed");
    assertThat(button(page, "Try again")).isHidden();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  private static GetByTextOptions exactly() {
    return new GetByTextOptions().setExact(true);
  }
}
