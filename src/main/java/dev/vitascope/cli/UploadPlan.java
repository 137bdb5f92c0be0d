package dev.vitascope.cli;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a file is cut: every part has the same size, but the last, which may be smaller.
 *
 * @param partSize in bytes
 * @param parts those whose URLs are known already; some or none
 */
public record UploadPlan(long partSize, int partCount, List<PartUrl> parts) {

  public UploadPlan {
    if (partSize < 1 || partCount < 1) {
      throw new IllegalArgumentException("an upload has at least one part of at least one byte");
    }
    parts = List.copyOf(parts);
  }

  /**
   * Where to PUT one part.
   *
   * @param number from 1
   * @param size in bytes, exactly what the URL takes
   */
  public record PartUrl(int number, long size, URI url, Instant expiresAt) {}

  /** What storage has of one part. */
  public record Received(int number, long size) {}

  /** What storage has of an upload. */
  public record State(long partSize, int partCount, List<Received> received, boolean complete) {

    public State {
      received = List.copyOf(received);
    }

    UploadPlan plan() {
      return new UploadPlan(partSize, partCount, List.of());
    }
  }

  long offset(int number) {
    return (number - 1) * partSize;
  }

  long sizeOf(int number, long fileSize) {
    return Math.min(partSize, fileSize - offset(number));
  }

  List<Integer> all() {
    return IntStream.rangeClosed(1, partCount).boxed().toList();
  }

  /** The parts that storage does not have in their right size. */
  List<Integer> missing(List<Received> received, long fileSize) {
    var whole =
        received.stream()
            .filter(part -> part.number() >= 1 && part.number() <= partCount)
            .filter(part -> part.size() == sizeOf(part.number(), fileSize))
            .map(Received::number)
            .collect(Collectors.toSet());
    return all().stream().filter(number -> !whole.contains(number)).toList();
  }
}
