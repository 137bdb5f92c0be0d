package dev.vitascope.ingest;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a file is cut into parts: 16 MiB each, doubled while there would be more than 9,500 (S3 takes
 * 10,000), the last one what is left.
 *
 * @param size of the file, in bytes, 1 or more
 * @param partSize of all parts but the last, in bytes
 */
record PartPlan(long size, long partSize) {

  private static final long SMALLEST = 16L << 20;
  private static final long MOST_PARTS = 9_500;

  PartPlan {
    if (size < 1 || partSize < 1) {
      throw new IllegalArgumentException("nothing to cut: " + size + " by " + partSize);
    }
  }

  static PartPlan of(long size) {
    long partSize = SMALLEST;
    while (size > partSize * MOST_PARTS) {
      partSize *= 2;
    }
    return new PartPlan(size, partSize);
  }

  int count() {
    return Math.toIntExact((size + partSize - 1) / partSize);
  }

  List<Integer> numbers() {
    return IntStream.rangeClosed(1, count()).boxed().toList();
  }

  boolean has(int number) {
    return number >= 1 && number <= count();
  }

  /** The bytes of a part, by its number from 1. */
  long sizeOf(int number) {
    return number < count() ? partSize : size - partSize * (count() - 1);
  }
}
