package dev.vitascope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.vitascope.media.TestClips;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files on their way from a person's disk to a video in the list. */
@ExtendWith(InChromium.class)
class UploadingTest {

  @Test
  void aChosenFileBecomesAVideoWithAPicture(Visit visit) {
    var home = new HomePage(visit.open("/"));
    home.choose(visit.clip("chosen.mp4"));
    home.shows("chosen", "Completed");
    var poster = home.card("chosen").locator("img").elementHandle();
    home.page().waitForFunction("img => img.complete && img.naturalWidth > 0", poster);
  }

  @Test
  void aDroppedFileBecomesAVideo(Visit visit) throws Exception {
    var home = new HomePage(visit.open("/"));
    var content = Base64.getEncoder().encodeToString(Files.readAllBytes(visit.clip("dropped.mp4")));
    var drop =
        home.page()
            .evaluateHandle(
                """
                base64 => {
                  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
                  const drop = new DataTransfer();
                  drop.items.add(new File([bytes], 'dropped.mp4'));
                  return drop;
                }
                """,
                content);
    home.page().dispatchEvent("#drop", "drop", Map.of("dataTransfer", drop));
    home.shows("dropped", "Completed");
  }

  @Test
  void aTitleWithMarkupIsShownAndNotRunAndDoesNotTurnAround(Visit visit) {
    var title = "<img src=x onerror=document.title='run'><b>Sea</b>";
    var home = new HomePage(visit.open("/"));
    home.page().getByText("Title and description").click();
    home.page().getByLabel("Title", exact()).fill("\u202e" + title);
    home.page().getByLabel("Description", exact()).fill("<script>document.title='run'</script>");
    home.choose(visit.clip("markup.mp4"));
    home.shows(title, "Completed");
    home.card(title).getByRole(AriaRole.LINK).click();
    assertThat(home.page().locator("h1")).hasText(title);
    assertThat(home.page().locator("#description"))
        .hasText("<script>document.title='run'</script>");
    assertEquals(title + " · Vitascope", home.page().title());
  }

  @Test
  void aFileThatIsNoVideoIsToldToBeNone(Visit visit) throws Exception {
    var home = new HomePage(visit.open("/"));
    home.choose(new TestClips(visit.site().folder()).text("letter.mp4", "Dear all,\n".repeat(100)));
    home.shows("letter", "Failed");
    home.shows("letter", "not a video");
  }

  private static GetByLabelOptions exact() {
    return new GetByLabelOptions().setExact(true);
  }
}
