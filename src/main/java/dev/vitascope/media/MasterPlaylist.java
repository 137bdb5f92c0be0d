package dev.vitascope.media;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The playlist that names all renditions (RFC 8216 §4.3.4), lowest first: the one that starts
 * soonest.
 */
public record MasterPlaylist(List<Variant> variants) {

  public static final String NAME = "master.m3u8";

  public MasterPlaylist {
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("a master playlist has variants");
    }
    variants =
        variants.stream()
            .sorted(Comparator.comparing(variant -> variant.rendition().resolution()))
            .toList();
  }

  /** Of checked outputs. */
  public static MasterPlaylist of(List<RenditionOutput> outputs, Probe probe) {
    return new MasterPlaylist(outputs.stream().map(output -> Variant.of(output, probe)).toList());
  }

  /** The playlist's text. */
  public String render() {
    return variants.stream()
        .map(Variant::render)
        .collect(
            Collectors.joining("", "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n", ""));
  }
}
