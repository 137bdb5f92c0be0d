package dev.vitascope.objectstore;

import java.util.Optional;

/**
 * Where originals lie that are kept and no longer worked with: another bucket, another storage
 * class, or both.
 *
 * @param bucket absent for the one they are in
 * @param storageClass one from which objects can be copied at once, {@code STANDARD_IA} say; absent
 *     for the bucket's own
 */
public record ArchivePlace(Optional<String> bucket, Optional<String> storageClass) {

  public ArchivePlace {
    if (bucket.isEmpty() && storageClass.isEmpty()) {
      throw new IllegalArgumentException("an archive is another bucket or another storage class");
    }
  }

  /** The place that these name; none if they name nothing. */
  public static Optional<ArchivePlace> of(Optional<String> bucket, Optional<String> storageClass) {
    return bucket.isEmpty() && storageClass.isEmpty()
        ? Optional.empty()
        : Optional.of(new ArchivePlace(bucket, storageClass));
  }
}
