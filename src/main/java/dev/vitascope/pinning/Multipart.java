package dev.vitascope.pinning;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.util.UUID;

/**
 * The frame around files in a {@code multipart/form-data} body (RFC 7578), as Kubo reads it: a
 * file's path is percent-encoded as a whole, and the files of one folder follow one another.
 */
record Multipart(String boundary) {

  static final Buffer AFTER_FILE = Buffer.buffer("\r\n");

  static Multipart random() {
    return new Multipart("vitascope-" + UUID.randomUUID());
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  Buffer beforeFile(String path) {
    return Buffer.buffer(
        """
        --%s\r
        Content-Disposition: form-data; name="file"; filename="%s"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(boundary, encoded(path)));
  }

  Buffer end() {
    return Buffer.buffer("--" + boundary + "--\r\n");
  }

  private static String encoded(String path) {
    return URLEncoder.encode(path, UTF_8).replace("+", "%20");
  }
}
