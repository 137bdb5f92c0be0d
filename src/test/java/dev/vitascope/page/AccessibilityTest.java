package dev.vitascope.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What axe-core finds that keeps people out. */
@ExtendWith(InChromium.class)
class AccessibilityTest {

  private static final Set<String> GRAVE = Set.of("serious", "critical");

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void nobodyIsKeptOut(ColorScheme colours, Visit visit) throws Exception {
    var id = visit.uploaded(visit.clip("for-all-%s.mp4".formatted(colours)));
    var options = new NewContextOptions().setColorScheme(colours);
    var home = visit.open("/", options);
    new HomePage(home).shows("for-all-%s".formatted(colours), "Completed");
    assertEquals(List.of(), barriers(home));
    var watch = visit.open("/watch/" + id, options);
    watch.waitForFunction("() => document.querySelector('video').currentTime > 0");
    assertEquals(List.of(), barriers(watch));
    watch.locator("#edit").click();
    assertEquals(List.of(), barriers(watch));
  }

  private static List<String> barriers(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> GRAVE.contains(rule.getImpact()))
            .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
            .toList();
  }
}
