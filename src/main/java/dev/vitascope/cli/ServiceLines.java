package dev.vitascope.cli;

import dev.vitascope.devservices.ServiceReport;
import java.io.PrintStream;
import java.util.Locale;

/** One aligned line a service: what it is, whence, which version, where, how long it took. */
record ServiceLines(PrintStream out) {

  void tell(ServiceReport report) {
    switch (report) {
      case ServiceReport.Started s ->
          line(s.name(), s.source(), s.version(), s.address(), seconds(s.took().toMillis()));
      case ServiceReport.Preparing p -> out.printf("  %-10s %s%n", p.name(), p.what());
      case ServiceReport.Unavailable u ->
          out.printf("  %-10s not available: %s%n", u.name(), u.advice());
    }
  }

  void line(String name, String source, String version, String address, String took) {
    var text = "  %-10s %-15s %-18s %-24s %s".formatted(name, source, version, address, took);
    out.println(text.stripTrailing());
    out.flush();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%5.1f s", millis / 1000.0);
  }
}
