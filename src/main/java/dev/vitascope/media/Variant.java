package dev.vitascope.media;

import java.math.BigDecimal;

/**
 * A rendition in the master playlist.
 *
 * @param rendition which
 * @param bandwidth the peak of its segments' rates in bit/s, sound included
 * @param averageBandwidth over all of it, in bit/s
 * @param codec of its pictures
 * @param audible whether it has sound
 * @param rate of its frames
 */
public record Variant(
    Rendition rendition,
    long bandwidth,
    long averageBandwidth,
    CodecString codec,
    boolean audible,
    FrameRate rate) {

  public Variant {
    if (averageBandwidth < 1 || bandwidth < averageBandwidth) {
      throw new IllegalArgumentException(
          "a peak of " + bandwidth + " bit/s and a mean of " + averageBandwidth);
    }
  }

  /** From what was made. */
  public static Variant of(RenditionOutput output, Probe probe) {
    return new Variant(
        output.rendition(),
        output.peakRate(),
        output.averageRate(),
        output.codec(),
        probe.audio().isPresent(),
        probe.video().rate());
  }

  /**
   * From what the encoder may at most make, before it has: in one segment, the cap over its length
   * and a whole buffer besides.
   *
   * @param codec from the rendition's init segment, which is there with its first segment
   * @param audioBitrate in kbit/s
   */
  public static Variant byCaps(
      Rendition rendition, CodecString codec, Probe probe, int audioBitrate) {
    var sound = probe.audio().isPresent() ? audioBitrate * 1000L : 0;
    var burst = rendition.bufsize() * 1000L / SegmentGrid.SECONDS;
    var mean = withOverhead(rendition.maxrate() * 1000L + sound);
    return new Variant(
        rendition, mean + burst, mean, codec, probe.audio().isPresent(), probe.video().rate());
  }

  private static long withOverhead(long bits) {
    return bits + bits / 50;
  }

  /** Its line and its URI (RFC 8216 §4.3.4.2). */
  String render() {
    BigDecimal frames = rate.rounded();
    return ("#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,RESOLUTION=%s,FRAME-RATE=%s,"
            + "CODECS=\"%s\"\n%s\n")
        .formatted(
            bandwidth,
            averageBandwidth,
            rendition.size(),
            frames.toPlainString(),
            audible ? codec.text() + "," + CodecString.AAC_LC : codec.text(),
            rendition.playlist());
  }
}
