package dev.vitascope.media;

import dev.vitascope.media.VideoTrack.Colour;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns ffprobe's texts into tracks. */
final class TrackReader {

  private static final Set<String> FIELDS = Set.of("tt", "bb", "tb", "bt");
  private static final Pattern TAG = Pattern.compile("(\\d{1,3}):(\\d{2}):(\\d{2}\\.\\d{1,9})");
  private static final double MOST_UNSQUARE = 8;

  private TrackReader() {}

  static VideoTrack video(FfprobeReport.Stream stream) {
    var coded = new PictureSize(stream.width(), stream.height());
    var rotation = rotation(stream);
    return new VideoTrack(
        stream.index(),
        stream.codec(),
        coded,
        display(coded, pixelShape(stream.pixelShape()), rotation),
        rotation,
        FrameRate.toEncode(rate(stream.nominalRate()), rate(stream.averageRate())),
        stream.pixelFormat(),
        FIELDS.contains(known(stream.fieldOrder())),
        new Colour(
            known(stream.primaries()),
            known(stream.transfer()),
            known(stream.space()),
            known(stream.range())),
        duration(stream.duration()).or(() -> tagged(stream.tags())),
        number(stream.bitRate()));
  }

  static AudioTrack audio(FfprobeReport.Stream stream) {
    return new AudioTrack(
        stream.index(), stream.codec(), stream.channels(), Integer.parseInt(stream.sampleRate()));
  }

  private static Optional<Duration> tagged(FfprobeReport.Tags tags) {
    return Optional.ofNullable(tags)
        .map(FfprobeReport.Tags::duration)
        .map(TAG::matcher)
        .filter(Matcher::matches)
        .map(
            clock ->
                Duration.parse(
                    "PT%sH%sM%sS".formatted(clock.group(1), clock.group(2), clock.group(3))))
        .filter(Duration::isPositive);
  }

  /** How long a file lasts, by what it tells. */
  static Optional<Duration> length(FfprobeReport.Format format, Container container) {
    var told = duration(format.duration());
    return container.tellsItsEnd()
        ? told.map(end -> duration(format.startTime()).map(end::minus).orElse(end))
            .filter(Duration::isPositive)
            .or(() -> told)
        : told;
  }

  static Optional<Duration> duration(String seconds) {
    return Optional.ofNullable(seconds)
        .filter(text -> text.matches("\\d{1,9}(\\.\\d+)?"))
        .map(text -> Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValue()))
        .filter(Duration::isPositive);
  }

  /** A whole number, or 0 where there is none. */
  static long number(String text) {
    return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
  }

  private static Optional<FrameRate> rate(String text) {
    return text == null ? Optional.empty() : FrameRate.find(text);
  }

  private static String known(String text) {
    return Objects.requireNonNullElse(text, Colour.UNKNOWN);
  }

  private static int rotation(FfprobeReport.Stream stream) {
    return stream.sideData().stream()
        .map(FfprobeReport.SideData::rotation)
        .filter(Objects::nonNull)
        .findFirst()
        .map(turn -> Math.floorMod(-Math.round(turn), 360))
        .orElse(0);
  }

  /** Width by height of a pixel; what no camera makes is taken for a mistake and for square. */
  private static double pixelShape(String ratio) {
    if (ratio == null || !ratio.matches("[1-9]\\d{0,8}:[1-9]\\d{0,8}")) {
      return 1;
    }
    var colon = ratio.indexOf(':');
    var shape =
        Double.parseDouble(ratio.substring(0, colon))
            / Double.parseDouble(ratio.substring(colon + 1));
    return shape > MOST_UNSQUARE || shape < 1 / MOST_UNSQUARE ? 1 : shape;
  }

  private static PictureSize display(PictureSize coded, double pixelShape, int rotation) {
    var width = Math.max(1, (int) Math.round(coded.width() * pixelShape));
    var square = new PictureSize(width, coded.height());
    return rotation % 180 == 90 ? square.turned() : square;
  }
}
