package dev.vitascope.media;

import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.video.Visibility;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * What was uploaded.
 *
 * @param filename as the client calls it
 * @param path its key in the bucket of originals
 * @param size in bytes
 * @param expectedSha256 what the client said it would be, in hex
 * @param media the bucket for what is made of it
 */
record Original(
    String filename, String path, long size, Optional<String> expectedSha256, Bucket media) {

  static Original of(Row row) {
    return new Original(
        row.getString("filename"),
        row.getString("file_path"),
        row.getLong("file_size"),
        Optional.ofNullable(row.getString("expected_sha256")),
        Bucket.of(Visibility.of(row.getString("visibility"))));
  }
}
