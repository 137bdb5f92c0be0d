package dev.vitascope.cli;

import dev.vitascope.devservices.Part;
import dev.vitascope.devservices.ServiceReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** One aligned line a service: what it is, whence, which version, where, how long it took. */
record ServiceLines(PrintWriter out) {

  void tell(ServiceReport report) {
    switch (report) {
      case ServiceReport.Ready(var part, var source, var version, var address, var took) ->
          line(part.title(), source, version, address, seconds(took));
      case ServiceReport.Preparing(var part, var doing) -> tell(part, doing + "…");
      case ServiceReport.Unavailable(var part, var reason) ->
          tell(part, "not available: " + reason);
    }
  }

  void line(String name, String source, String version, String address, String took) {
    var text = "  %-14s  %-21s  %-12s  %-26s %s".formatted(name, source, version, address, took);
    out.println(text.stripTrailing());
    out.flush();
  }

  private void tell(Part part, String text) {
    out.printf("  %-14s  %s%n", part.title(), text);
    out.flush();
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%5.1f s", took.toMillis() / 1000.0);
  }
}
