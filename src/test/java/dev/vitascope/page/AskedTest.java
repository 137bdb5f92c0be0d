package dev.vitascope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.RunningNode;
import dev.vitascope.Settings;
import dev.vitascope.access.TokenHash;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks who calls. */
@ExtendWith(InChromium.class)
class AskedTest {

  @TempDir private Path folder;

  @Test
  void aPersonSaysOnceWhoTheyAre(Visit visit) throws Exception {
    visit.expectFailedRequests();
    var token = TokenHash.newToken();
    var settings = new HashMap<>(EmbeddedServices.settings());
    settings.put(Settings.TOKEN, token);
    try (var node = RunningNode.start(folder, settings)) {
      var page = visit.open("about:blank");
      page.navigate(node.address().toString());
      assertThat(page.getByText("This server asks who you are.")).isVisible();
      page.keyboard().press("Escape");
      page.getByLabel("Token").fill("nonsense");
      page.getByText("Go on").click();
      assertThat(page.getByText("This server does not know that token.")).isVisible();
      page.getByLabel("Token").fill(token);
      page.keyboard().press("Enter");
      assertThat(page.locator("dialog")).hasCount(0);
      var home = new HomePage(page);
      home.choose(visit.clip("asked.mp4"));
      home.shows("asked", "Completed");
      page.reload();
      home.shows("asked", "Completed");
      page.close();
    }
  }
}
