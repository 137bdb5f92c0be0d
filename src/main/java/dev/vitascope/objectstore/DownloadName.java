package dev.vitascope.objectstore;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The name that a file is offered to be saved under.
 *
 * @param text fit for any file system and any header
 */
public record DownloadName(String text) {

  private static final int LONGEST = 100;

  /**
   * What ends a header or a path, turns the direction of the text, or is refused by a file system.
   */
  private static final Pattern UNFIT =
      Pattern.compile(
          "[\\p{Cntrl}\\p{Cs}\\p{Zl}\\p{Zp}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\\\/:*?\"<>|%]+");

  private static final Pattern ENDING = Pattern.compile("(?<=.)\\.[^.]{1,5}$");

  /**
   * A name after that of the file that was uploaded.
   *
   * @param uploaded as someone else has called it: anything
   * @param ending of ours, with its dot
   */
  public static DownloadName of(String uploaded, String ending) {
    var fit = UNFIT.matcher(ENDING.matcher(uploaded).replaceFirst("")).replaceAll("_");
    var bare = fit.strip().replaceFirst("^\\.+", "");
    int length = Math.min(LONGEST, bare.codePointCount(0, bare.length()));
    var kept = bare.substring(0, bare.offsetByCodePoints(0, length)).strip();
    return new DownloadName((kept.isEmpty() ? "video" : kept) + ending);
  }

  /**
   * For {@code Content-Disposition} (RFC 6266): played where it can be, saved under this name; in
   * ASCII for those who know no better, and whole (RFC 8187).
   */
  String header() {
    var plain = text.replaceAll("[^\\x20-\\x7e]+", "_");
    var encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    return "inline; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(plain, encoded.replace("*", "%2A"));
  }
}
