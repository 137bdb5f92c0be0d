package dev.vitascope.pinning;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vitascope.video.Cid;
import dev.vitascope.video.Json;
import java.util.List;

/**
 * One line of a node's answer to {@code add}.
 *
 * @param name the path in the directory; empty for the directory itself
 * @param size in bytes, of all blocks: for a file of one block its own, otherwise a little more
 */
record AddedEntry(
    @JsonProperty(value = "Name", required = true) String name,
    @JsonProperty(value = "Hash", required = true) Cid cid,
    @JsonProperty(value = "Size", required = true) long size) {

  /**
   * The lines of an answer.
   *
   * @throws IllegalArgumentException if one is not of this form
   */
  static List<AddedEntry> parse(String lines) {
    return lines
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> Json.read(line, AddedEntry.class))
        .toList();
  }
}
