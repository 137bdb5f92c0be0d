package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells a file's container by the file's own first bytes. ffmpeg is never left to guess: it knows
 * formats that open other files (playlists) and takes plain text for a video.
 */
final class ContainerSniffer {

  private static final int HEAD = 4096;
  private static final Set<String> MOV_BOXES =
      Set.of("ftyp", "styp", "moov", "moof", "mdat", "free", "skip", "wide", "pnot", "sidx");
  private static final Set<String> STILL_BRANDS =
      Set.of("avif", "avis", "mif1", "msf1", "heic", "heix", "heim", "heis", "hevc", "crx ");
  private static final List<String> PICTURES = List.of("\u00ff\u00d8\u00ff", "\u0089PNG", "GIF8");
  private static final List<String> SOUNDS = List.of("ID3", "fLaC", "\u00ff\u00fb", "\u00ff\u00f1");
  private static final List<String> LISTS = List.of("#EXTM3U", "<MPD", "ffconcat", "[playlist]");

  private ContainerSniffer() {}

  /**
   * The container of a file.
   *
   * @throws VideoException with {@link Failure#NOT_A_VIDEO} if it is none that is taken, {@link
   *     Failure#NO_VIDEO_STREAM} if it is a sound file
   */
  static Container sniff(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return sniff(in.readNBytes(HEAD));
    }
  }

  static Container sniff(byte[] head) {
    var text = new String(head, ISO_8859_1);
    if (text.startsWith("\u001aE\u00df\u00a3")) {
      return Container.MATROSKA;
    }
    if (text.startsWith("RIFF") && text.startsWith("AVI ", 8)) {
      return Container.AVI;
    }
    if (text.startsWith("FLV\u0001")) {
      return Container.FLV;
    }
    if (text.startsWith("0&\u00b2u\u008ef\u00cf\u0011")) {
      return Container.ASF;
    }
    if (text.startsWith("OggS")) {
      return Container.OGG;
    }
    if (text.startsWith("\0\0\u0001\u00ba")) {
      return Container.MPEG;
    }
    if (text.length() >= 8 && MOV_BOXES.contains(text.substring(4, 8))) {
      return movie(text);
    }
    if (transportStream(head)) {
      return Container.MPEGTS;
    }
    throw refusal(text);
  }

  private static Container movie(String text) {
    if (text.startsWith("ftyp", 4)
        && text.length() >= 12
        && STILL_BRANDS.contains(text.substring(8, 12))) {
      throw picture();
    }
    return Container.MOV;
  }

  /**
   * ISO 13818-1 §2.4.3.2: sync bytes 188 apart; 192 with the time code that cameras add, 204 with
   * the parity of broadcasts. What was recorded may begin amid a packet.
   */
  private static boolean transportStream(byte[] head) {
    return IntStream.of(188, 192, 204)
        .anyMatch(stride -> IntStream.range(0, stride).anyMatch(at -> synced(head, at, stride)));
  }

  private static boolean synced(byte[] head, int first, int stride) {
    var packets = 0;
    for (var at = first; at < head.length; at += stride, packets++) {
      if (head[at] != 0x47) {
        return false;
      }
    }
    return packets >= 3;
  }

  private static VideoException refusal(String text) {
    if (PICTURES.stream().anyMatch(text::startsWith)) {
      return picture();
    }
    if (SOUNDS.stream().anyMatch(text::startsWith)
        || (text.startsWith("RIFF") && text.startsWith("WAVE", 8))) {
      return new VideoException(
          Failure.NO_VIDEO_STREAM, "This is a sound file: choose one that has pictures.");
    }
    if (LISTS.stream().anyMatch(text.stripLeading()::startsWith)) {
      return new VideoException(
          Failure.NOT_A_VIDEO, "This is a playlist, which only names videos: upload the video.");
    }
    return new VideoException(
        Failure.NOT_A_VIDEO,
        "This is not a video file that can be read: MP4, MOV, MKV, WebM, AVI, MPEG, FLV, WMV and"
            + " Ogg are.");
  }

  private static VideoException picture() {
    return new VideoException(
        Failure.NOT_A_VIDEO, "This is a picture, not a video: choose a video file.");
  }
}
