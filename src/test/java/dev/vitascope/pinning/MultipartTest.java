package dev.vitascope.pinning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class MultipartTest {

  private final Multipart frame = new Multipart("b");

  @Test
  void aFilesPathIsEncodedAsAWhole() {
    assertEquals(
        """
        --b\r
        Content-Disposition: form-data; name="file"; filename="720p%2F00000%20a.m4s"\r
        Content-Type: application/octet-stream\r
        \r
        """,
        frame.beforeFile("720p/00000 a.m4s").toString());
  }

  @Test
  void theBodyEndsWithTheClosingBoundary() {
    assertEquals("multipart/form-data; boundary=b", frame.contentType());
    assertEquals("--b--\r\n", frame.end().toString());
  }

  @Test
  void noTwoBoundariesAreAlike() {
    assertNotEquals(Multipart.random(), Multipart.random());
  }
}
