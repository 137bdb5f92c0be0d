package dev.vitascope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.vitascope.page.Chromium.FOREIGN_HOST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Locator.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that outlive the page that began them. */
@ExtendWith(InChromium.class)
class ResumingTest {

  private static final String WITHOUT_PICKER = "delete window.showOpenFilePicker";

  @BeforeEach
  void theLineIsCut(Visit visit) {
    visit.expectFailedRequests();
  }

  @Test
  void afterAReloadTheSameFileGoesOnWhereItWas(Visit visit) throws Exception {
    var file = visit.largeClip("reloaded.mp4");
    var home = new HomePage(visit.open("/"));
    var line = interrupted(home, file);
    line.cut();
    home.page().reload();
    home.shows("reloaded", "Paused at 44 %");
    line.free();
    home.choose(file);
    home.shows("reloaded", "Completed");
    assertEquals(List.of(2, 3), line.arrived());
    assertThat(home.card("reloaded")).hasCount(1);
  }

  /** Where browsers hash nothing, lock nothing and give no handles. */
  @Test
  void itGoesOnOverPlainHttpFromAnotherMachineToo(Visit visit) throws Exception {
    visit.expectUntrustedOrigin();
    var file = visit.largeClip("plain.mp4");
    var home = new HomePage(visit.open("http://%s:%d/".formatted(FOREIGN_HOST, visit.port())));
    assertEquals(false, home.page().evaluate("() => isSecureContext"));
    var line = interrupted(home, file);
    line.cut();
    home.page().reload();
    home.shows("plain", "Paused at 44 %");
    line.free();
    home.choose(file);
    home.shows("plain", "Completed");
    assertEquals(List.of(2, 3), line.arrived());
  }

  @Test
  void anotherFileOfTheSameNameIsAnotherVideoAndTheFirstCanBeCancelled(Visit visit)
      throws Exception {
    var home = new HomePage(visit.open("/"));
    var line = interrupted(home, visit.largeClip("twins.mp4"));
    line.cut();
    home.page().reload();
    home.shows("twins", "Paused at 44 %");
    line.free();
    home.choose(visit.clip("twins.mp4"));
    assertThat(home.card("twins")).hasCount(2);
    home.card("twins")
        .filter(new FilterOptions().setHasText("Paused at 44 %"))
        .getByText("Cancel")
        .click();
    home.page().getByRole(AriaRole.DIALOG).getByText("Cancel the upload", exactly()).click();
    assertThat(home.card("twins")).hasCount(1);
    home.shows("twins", "Completed");
    home.page().reload();
    home.shows("twins", "Completed");
    assertThat(home.card("twins")).hasCount(1);
  }

  @Test
  void whoChoosesAnotherFileIsToldSo(Visit visit) throws Exception {
    var file = visit.largeClip("chosen-again.mp4");
    var home = new HomePage(visit.open("/"));
    home.page().addInitScript(WITHOUT_PICKER);
    var line = interrupted(home, file);
    line.cut();
    home.page().reload();
    line.free();
    chooseAgain(home, "chosen-again", visit.clip("other.mp4"));
    home.shows("chosen-again", "other.mp4 is not the file that this upload began with");
    chooseAgain(home, "chosen-again", file);
    home.shows("chosen-again", "Completed");
  }

  @Test
  void afterARestartOfTheBrowserOneClickGoesOn(Visit visit, @TempDir Path profile)
      throws Exception {
    var first = visit.browserWithProfile(profile);
    givePicker(visit, first, visit.largeClip("handled.mp4"));
    var home = new HomePage(visit.openIn(first, "/"));
    var line = StorageLine.of(first);
    line.holdAfterFirstPart();
    home.page().getByText("Choose videos").click();
    home.page().waitForCondition(line::firstHasArrived);
    line.cut();
    first.close();
    var second = visit.browserWithProfile(profile);
    var again = new HomePage(visit.openIn(second, "/"));
    again.shows("handled", "Paused at 44 %");
    var rest = StorageLine.of(second);
    again.click("handled", "Resume");
    again.shows("handled", "Completed");
    assertEquals(List.of(2, 3), rest.arrived());
  }

  @Test
  void oneTabSendsAndTheOtherTakesOverWhenItIsClosed(Visit visit) throws Exception {
    var file = visit.largeClip("handed-over.mp4");
    var first = new HomePage(visit.open("/"));
    var line = interrupted(first, file);
    var second = new HomePage(visit.openBeside(first.page(), "/"));
    second.shows("handed-over", "Uploading");
    assertThat(second.card("handed-over").getByRole(AriaRole.BUTTON)).hasCount(0);
    line.cut();
    first.page().close();
    second.shows("handed-over", "Paused at 44 %");
    line.free();
    second.choose(file);
    second.shows("handed-over", "Completed");
    assertEquals(List.of(2, 3), line.arrived());
  }

  /** One part of three has arrived. */
  private static StorageLine interrupted(HomePage home, Path file) {
    var line = StorageLine.of(home.page().context());
    line.holdAfterFirstPart();
    home.choose(file);
    home.page().waitForCondition(line::firstHasArrived);
    assertEquals(List.of(1), line.arrived());
    return line;
  }

  private static GetByTextOptions exactly() {
    return new GetByTextOptions().setExact(true);
  }

  private static void chooseAgain(HomePage home, String title, Path file) {
    home.page().waitForFileChooser(() -> home.click(title, "Choose the file again")).setFiles(file);
  }

  /** A picker that gives a file of the browser's own file system: no person clicks here. */
  private static void givePicker(Visit visit, BrowserContext browser, Path file) throws Exception {
    var bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    var page = visit.openIn(browser, "/");
    page.evaluate(
        """
        async ({name, base64, size}) => {
          const folder = await navigator.storage.getDirectory();
          const file = await (await folder.getFileHandle(name, {create: true})).createWritable();
          await file.write(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
          await file.truncate(size);
          await file.close();
        }
        """,
        Map.of(
            "name",
            file.getFileName().toString(),
            "base64",
            Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, end)),
            "size",
            bytes.length));
    page.close();
    browser.addInitScript(
        """
        window.showOpenFilePicker = async () =>
          [await (await navigator.storage.getDirectory()).getFileHandle('%s')]
        """
            .formatted(file.getFileName()));
  }
}
