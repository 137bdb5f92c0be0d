package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The content identifier of a file or directory on IPFS: a CIDv1 in base32, {@code bafy…} or {@code
 * bafk…}.
 */
public record Cid(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Cid {
    if (!value.matches("b[a-z2-7]{50,120}")) {
      throw new IllegalArgumentException("not a CIDv1 in base32: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
