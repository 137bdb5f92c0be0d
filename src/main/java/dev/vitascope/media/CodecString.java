package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * What a stream is encoded in, for {@code CODECS} (RFC 6381).
 *
 * @param text {@code avc1.640028}, say
 */
public record CodecString(String text) {

  static final String AAC_LC = "mp4a.40.2";

  private static final int PROFILE_AT = 5;

  public CodecString {
    if (!text.matches("avc1\\.[0-9a-f]{6}")) {
      throw new IllegalArgumentException("not H.264: " + text);
    }
  }

  /**
   * Reads it from an init segment: profile, constraints and level follow the first byte of the
   * decoder configuration in {@code avcC} (ISO 14496-15 §5.3.3.1).
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CodecString of(Path init) throws IOException {
    return of(Files.readAllBytes(init));
  }

  static CodecString of(byte[] init) {
    var configuration = configuration(init);
    configuration.position(PROFILE_AT);
    var profile = new byte[3];
    configuration.get(profile);
    return new CodecString("avc1." + HexFormat.of().formatHex(profile));
  }

  /** All that a decoder needs to know: streams for which it is the same can follow one another. */
  static ByteBuffer configuration(byte[] init) {
    var at = new String(init, ISO_8859_1).indexOf("avcC");
    if (at < 4 || at + PROFILE_AT + 3 > init.length) {
      throw new IllegalArgumentException("an init segment without avcC");
    }
    var size = ByteBuffer.wrap(init).getInt(at - 4) - 4;
    return ByteBuffer.wrap(init, at, Math.clamp(size, PROFILE_AT + 3, init.length - at)).slice();
  }
}
