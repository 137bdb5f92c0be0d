package dev.vitascope.load;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.ForkedNode;
import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A node in a JVM of its own with the options that docs/operations.md gives, and what it uses, as
 * Linux counts it.
 */
record MeasuredNode(ForkedNode node) implements AutoCloseable {

  private static final Pattern OPTIONS = Pattern.compile("`java (.*?) -cp ");

  /**
   * Starts one on the embedded services.
   *
   * @param roles as in the settings
   * @param more options of its JVM
   */
  static MeasuredNode start(String roles, Path folder, String... more) throws IOException {
    var settings = new HashMap<>(EmbeddedServices.settings());
    settings.put("VITASCOPE_ROLES", roles);
    settings.put("VITASCOPE_FFMPEG", TestClips.binaries().ffmpeg().toString());
    settings.put("VITASCOPE_FFPROBE", TestClips.binaries().ffprobe().toString());
    var options = new ArrayList<>(documentedOptions());
    options.addAll(List.of(more));
    return new MeasuredNode(ForkedNode.start(settings, folder, options));
  }

  long residentMegabytes() throws IOException {
    return kilobytes("VmRSS:") >> 10;
  }

  /** The most it ever was. */
  long peakMegabytes() throws IOException {
    return kilobytes("VmHWM:") >> 10;
  }

  double cpuSeconds() {
    var used = node.process().info().totalCpuDuration();
    return used.orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  /** How often it warned, and how often of a thread that was blocked; the first few are printed. */
  String warnings() {
    var lines = node.warnings();
    lines.stream().limit(5).forEach(line -> System.out.println("  " + line));
    var blocked = lines.stream().filter(line -> line.contains("BlockedThreadChecker")).count();
    return "%d warnings, %d of blocked threads".formatted(lines.size(), blocked);
  }

  @Override
  public void close() {
    node.close();
  }

  private static List<String> documentedOptions() throws IOException {
    var found = OPTIONS.matcher(Files.readString(Path.of("docs", "operations.md")));
    if (!found.find()) {
      throw new IllegalStateException("the documents name no options");
    }
    return Arrays.asList(found.group(1).trim().split("\\s+"));
  }

  private long kilobytes(String name) throws IOException {
    var status = Path.of("/proc", Long.toString(node.process().pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
