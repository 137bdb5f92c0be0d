package dev.vitascope.media;

import dev.vitascope.video.Resolution;

/**
 * A rendition that is wanted where the source is large enough.
 *
 * @param resolution the short side
 * @param crf x264's constant rate factor, 0–51, lower is better
 * @param maxrate the cap in kbit/s
 * @param bufsize the kbit over which the cap is held
 */
public record Rung(Resolution resolution, int crf, int maxrate, int bufsize) {

  public Rung {
    if (crf < 0 || crf > 51) {
      throw new IllegalArgumentException("crf is 0 to 51, not " + crf);
    }
    if (maxrate < 50 || maxrate > 200_000 || bufsize < maxrate / 4 || bufsize > 800_000) {
      throw new IllegalArgumentException("no sensible cap: " + maxrate + " over " + bufsize);
    }
    if (resolution.shortSide() % 2 != 0) {
      throw new IllegalArgumentException("a rung's short side is even, not " + resolution);
    }
  }

  Rung at(Resolution other) {
    return new Rung(other, crf, maxrate, bufsize);
  }

  Rendition rendition(PictureSize display) {
    return new Rendition(
        resolution, display.withShortSide(resolution.shortSide()), crf, maxrate, bufsize);
  }
}
