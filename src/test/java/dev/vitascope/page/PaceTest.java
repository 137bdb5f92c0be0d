package dev.vitascope.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many parts are sent at once, by the browser's clock in the test's hand. */
@ExtendWith(InChromium.class)
class PaceTest {

  private static final String START =
      """
      async () => {
        const {Pace} = await import('/js/pace.js');
        window.pace = new Pace();
        window.busy = [];
        const part = () => new Promise((arrived) => busy.push(arrived));
        for (let i = 0; i < 50; i++) pace.in(part);
      }
      """;

  @Test
  void itRisesWhileThatIsFasterAndFallsAfterFailures(Visit visit) {
    var page = visit.open("/");
    page.clock().install();
    page.evaluate(START);
    assertEquals(3, atOnce(page));
    windowWith(page, 3_000_000);
    assertEquals(4, atOnce(page));
    windowWith(page, 4_000_000);
    assertEquals(5, atOnce(page));
    windowWith(page, 4_100_000);
    assertEquals(4, atOnce(page), "a fifth brought nothing");
    windowWith(page, 9_000_000);
    assertEquals(4, atOnce(page), "more is not tried again at once");
    for (int failures = 0; failures < 5; failures++) {
      page.evaluate("() => pace.failed()");
    }
    assertEquals(2, atOnce(page));
  }

  private static void windowWith(Page page, int bytes) {
    page.clock().runFor(3001);
    page.evaluate("bytes => pace.moved(bytes)", bytes);
  }

  /** Lets all parts arrive that are on their way, and counts those that set out then. */
  private static int atOnce(Page page) {
    return (int)
        page.evaluate(
            """
            async () => {
              busy.splice(0).forEach((arrived) => arrived());
              const {port1, port2} = new MessageChannel();
              await new Promise((later) => { port2.onmessage = later; port1.postMessage(0); });
              return busy.length;
            }
            """);
  }
}
