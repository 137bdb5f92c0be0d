package dev.vitascope.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CPU that this process and those it started have used.
 *
 * @param seconds by the program's name
 */
public record CpuUse(Map<String, Double> seconds) {

  public static CpuUse now() {
    var used = new TreeMap<String, Double>();
    var self = ProcessHandle.current();
    Stream.concat(
            Stream.of(Map.entry("this JVM", self)),
            self.descendants().map(child -> Map.entry(name(child), child)))
        .forEach(one -> used.merge(one.getKey(), seconds(one.getValue()), Double::sum));
    return new CpuUse(used);
  }

  /**
   * What has been used since, in milliseconds for each of so many things done.
   *
   * @param things how many
   */
  public String each(CpuUse before, int things) {
    return seconds.entrySet().stream()
        .map(
            one ->
                "%s %.1f ms"
                    .formatted(
                        one.getKey(),
                        1000
                            * (one.getValue() - before.seconds.getOrDefault(one.getKey(), 0.0))
                            / things))
        .collect(Collectors.joining(", "));
  }

  private static String name(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString())
        .orElse("gone");
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
  }
}
