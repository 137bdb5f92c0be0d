package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Files that would have a careless reader open others. */
enum HostileFile {
  PLAYLIST("#EXTM3U\n#EXTINF:1,\n%1$s\n#EXTINF:1,\nfile://%2$s\n#EXT-X-ENDLIST\n"),
  MASTER("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n%1$s\n"),
  LATE_PLAYLIST("\0\0\0\u0008free#EXTM3U\n#EXTINF:1,\n%1$s\n"),
  CONCAT("ffconcat version 1.0\nfile '%2$s'\nfile '%1$s'\n"),
  DASH(
      "<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011'><Period><AdaptationSet"
          + " mimeType='video/mp4'><Representation id='1'><BaseURL>%1$s</BaseURL>"
          + "</Representation></AdaptationSet></Period></MPD>"),
  SDP("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n"),
  SUBTITLES("1\n00:00:00,000 --> 00:00:09,000\n<img src='%1$s'>\n"),
  STYLED("[Script Info]\nScriptType: v4.00+\n[Fonts]\nfontname: %2$s\n"),
  SUBTITLE_INDEX("# VobSub index file, v7\nid: en, index: 0\n%2$s\n"),
  PICTURES("%2$s%%d.jpg\n"),
  REDIRECT("[Reference]\nRef1=%1$s\nRef2=file://%2$s\n"),
  REAL_LIST("rtsp://127.0.0.1/x\n%1$s\n"),
  TEXT("\u001b[2J%2$s %1$s\n"),
  REFERENCE_MOVIE("") {
    @Override
    byte[] bytes(Path movie, Canary canary) {
      var url = (canary.url() + "\0").getBytes(ISO_8859_1);
      var link = join("\0\0\0\0url ".getBytes(ISO_8859_1), number(url.length), url);
      return box("moov", box("rmra", box("rmda", box("rdrf", link))));
    }
  },
  EXTERNAL_URL("") {
    @Override
    byte[] bytes(Path movie, Canary canary) throws IOException {
      var url = "\0\0\0\0" + canary.url() + "\0";
      return elsewhere(movie, box("url ", url.getBytes(ISO_8859_1)));
    }
  },
  EXTERNAL_FILE("") {
    @Override
    byte[] bytes(Path movie, Canary canary) throws IOException {
      return elsewhere(movie, box("alis", alias(canary.file())));
    }
  };

  private static final List<String> TO_REFERENCES =
      List.of("moov", "trak", "mdia", "minf", "dinf", "dref");

  private final String text;

  HostileFile(String text) {
    this.text = text;
  }

  /**
   * What it consists of.
   *
   * @param movie an MP4 to begin from, its index last
   */
  byte[] bytes(Path movie, Canary canary) throws IOException {
    return text.formatted(canary.url(), canary.file()).getBytes(ISO_8859_1);
  }

  /** The movie, with its first track's samples said to lie elsewhere (ISO 14496-12 §8.7.2). */
  private static byte[] elsewhere(Path movie, byte[] reference) throws IOException {
    var bytes = Files.readAllBytes(movie);
    var text = new String(bytes, ISO_8859_1);
    var at = 0;
    for (var type : TO_REFERENCES) {
      at = text.indexOf(type, at);
      var size = ByteBuffer.wrap(bytes).getInt(at - 4);
      ByteBuffer.wrap(bytes).putInt(at - 4, size - 12 + reference.length);
    }
    // Version, flags and count of the list; then its one entry, of twelve bytes: in this file.
    var entry = at + 12;
    return join(
        Arrays.copyOf(bytes, entry),
        reference,
        Arrays.copyOfRange(bytes, entry + 12, bytes.length));
  }

  /** A Macintosh alias as ffmpeg reads it (libavformat/mov.c), with an absolute path. */
  private static byte[] alias(Path file) {
    var path = file.toString().getBytes(ISO_8859_1);
    var record = ByteBuffer.allocate(154);
    record.putShort(8, (short) 150);
    record.put(14, (byte) 1).put(15, (byte) 'v');
    record.put(54, (byte) 1).put(55, (byte) 'c');
    return join(
        record.array(),
        new byte[] {0, 2},
        new byte[] {(byte) (path.length >> 8), (byte) path.length},
        path,
        new byte[path.length % 2],
        new byte[] {-1, -1, 0, 0});
  }

  static byte[] box(String type, byte[] content) {
    return join(number(8 + content.length), type.getBytes(ISO_8859_1), content);
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
