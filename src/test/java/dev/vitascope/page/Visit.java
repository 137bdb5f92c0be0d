package dev.vitascope.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Page;
import dev.vitascope.ApiClient;
import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One person's browsing in one test. Whatever their browser complains of fails the test. */
final class Visit {

  /** Longer than any encoding of a test's clip takes on a busy machine. */
  static final double PATIENCE_MILLIS = 30_000;

  /** What the bus's client says of a message that was on its way when its listener left. */
  private static final String ON_ITS_WAY = "No handler found for message";

  private static final int FREE_BYTES = 36 << 20;

  private final Site site;
  private final Chromium chromium;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private Predicate<String> expected = Visit::isOfLeaving;

  Visit(Site site, Chromium chromium) {
    this.site = site;
    this.chromium = chromium;
  }

  ApiClient api() {
    return site.api();
  }

  Site site() {
    return site;
  }

  /** A small video of a few seconds, without sound. */
  Path clip(String name) {
    return clip(name, 320, 180, 3);
  }

  Path clip(String name, int width, int height, int seconds) {
    return new TestClips(site.folder())
        .ofPicture(name, TestClips.picture(width, height, "25", seconds), List.of());
  }

  /** A video of a few seconds that takes three parts to upload. */
  Path largeClip(String name) throws IOException {
    var clip = clip(name, 320, 180, 1);
    try (var file = new RandomAccessFile(clip.toFile(), "rw")) {
      // ISO/IEC 14496-12, 8.1.2: a box of free space, which players skip.
      file.seek(file.length());
      file.writeInt(FREE_BYTES);
      file.writeBytes("free");
      file.setLength(file.getFilePointer() - 8 + FREE_BYTES);
    }
    return clip;
  }

  /** Has a file uploaded and completed by another program, and returns the video's id. */
  String uploaded(Path file) throws IOException, InterruptedException {
    var id = api().upload(file);
    api().await(id, Set.of("Completed"), Duration.ofMinutes(1));
    return id;
  }

  int port() {
    return site.address().getPort();
  }

  String address(String path) {
    return site.address().resolve(path).toString();
  }

  /** Opens a path of the site in a browser without a past. */
  Page open(String path) {
    return open(path, new NewContextOptions());
  }

  Page open(String path, NewContextOptions options) {
    return openIn(watched(chromium.browser().newContext(options)), path);
  }

  /** Another tab of the same browser. */
  Page openBeside(Page page, String path) {
    return openIn(page.context(), path);
  }

  Page openIn(BrowserContext context, String path) {
    var page = context.newPage();
    page.navigate(address(path));
    return page;
  }

  /** A browser whose profile lies in a folder; closing the context is closing the browser. */
  BrowserContext browserWithProfile(Path profile) {
    var options =
        new LaunchPersistentContextOptions()
            .setExecutablePath(chromium.executable())
            .setArgs(Chromium.ARGUMENTS);
    return watched(chromium.playwright().chromium().launchPersistentContext(profile, options));
  }

  /** The test breaks the line or asks for what is not there, and browsers say so. */
  void expectFailedRequests() {
    expected =
        expected.or(
            complaint ->
                complaint.contains("Failed to load resource") || complaint.contains("net::ERR_"));
  }

  /** The page comes over plain HTTP, for which browsers ignore one of its headers. */
  void expectUntrustedOrigin() {
    expected = expected.or(complaint -> complaint.contains("Cross-Origin-Opener-Policy header"));
  }

  /** Closes everything and says what went wrong in the browser. */
  void end() {
    contexts.forEach(BrowserContext::close);
    complaints.removeIf(expected);
    assertEquals(List.of(), complaints, "what the browser complains of");
  }

  /** Who leaves a page at once leaves its socket half open. */
  private static boolean isOfLeaving(String complaint) {
    return complaint.contains("WebSocket is closed before the connection is established");
  }

  private BrowserContext watched(BrowserContext context) {
    contexts.add(context);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    context.addInitScript(
        "addEventListener('securitypolicyviolation',"
            + " (e) => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI}`))");
    context.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())
              && !message.text().startsWith(ON_ITS_WAY)) {
            complaints.add(message.text() + " at " + message.location());
          }
        });
    context.onWebError(problem -> complaints.add(problem.error()));
    return context;
  }
}
