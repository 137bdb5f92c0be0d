package dev.vitascope.media;

import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * What was uploaded.
 *
 * @param filename as the client calls it
 * @param path its key in the bucket of originals
 * @param size in bytes
 * @param expectedSha256 what the client said it would be, in hex
 */
record Original(String filename, String path, long size, Optional<String> expectedSha256) {

  static Original of(Row row) {
    return new Original(
        row.getString("filename"),
        row.getString("file_path"),
        row.getLong("file_size"),
        Optional.ofNullable(row.getString("expected_sha256")));
  }
}
