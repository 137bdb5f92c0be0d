package dev.vitascope.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine, driven by Playwright. */
record Chromium(Playwright playwright, Path executable, Browser browser) implements AutoCloseable {

  /** A name that browsers trust no more than one of another machine; it leads to this one. */
  static final String FOREIGN_HOST = "vitascope.test";

  static final List<String> ARGUMENTS =
      List.of("--no-sandbox", "--host-resolver-rules=MAP " + FOREIGN_HOST + " 127.0.0.1");

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** Where it is installed, if it is. */
  static Optional<Path> find() {
    var folders = System.getenv("PATH").split(File.pathSeparator);
    return NAMES.stream()
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium launch(Path executable) {
    var playwright =
        Playwright.create(
            new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options = new LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS);
    return new Chromium(playwright, executable, playwright.chromium().launch(options));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
