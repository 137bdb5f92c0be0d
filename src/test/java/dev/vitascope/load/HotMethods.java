package dev.vitascope.load;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where a JVM spent its CPU, by a Flight Recorder's samples. */
final class HotMethods {

  private HotMethods() {}

  /** Shares by whose code was at work and by method, the largest first. */
  static String of(Path recording) throws IOException {
    try (var file = new RecordingFile(recording)) {
      var samples = new ArrayList<List<RecordedFrame>>();
      while (file.hasMoreEvents()) {
        var event = file.readEvent();
        if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
          samples.add(frames(event));
        }
      }
      return "  %d samples: %s%n  %s%n"
          .formatted(
              samples.size(),
              shares(samples, HotMethods::owner, 8),
              shares(samples, HotMethods::method, 8));
    }
  }

  private static List<RecordedFrame> frames(RecordedEvent event) {
    return event.getStackTrace() == null ? List.of() : event.getStackTrace().getFrames();
  }

  private static String shares(
      List<List<RecordedFrame>> samples, Function<List<RecordedFrame>, String> name, int most) {
    return samples.stream()
        .filter(frames -> !frames.isEmpty())
        .collect(groupingBy(name, counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(one -> "%s %.0f %%".formatted(one.getKey(), 100.0 * one.getValue() / samples.size()))
        .collect(Collectors.joining(", "));
  }

  /** The library nearest to the top of the stack: what it asked of the JDK counts as its own. */
  private static String owner(List<RecordedFrame> frames) {
    return frames.stream()
        .map(frame -> frame.getMethod().getType().getName())
        .filter(type -> !type.matches("(java|jdk|sun|javax)\\..*"))
        .findFirst()
        .map(type -> type.replaceAll("^(\\w+\\.\\w+(\\.(pulsar|core|jackson|ext))?).*", "$1"))
        .orElse("the JDK alone");
  }

  private static String method(List<RecordedFrame> frames) {
    var top = frames.getFirst().getMethod();
    return top.getType().getName().replaceAll(".*\\.", "") + "." + top.getName();
  }
}
