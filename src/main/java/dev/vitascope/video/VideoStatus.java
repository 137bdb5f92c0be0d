package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a person is told of a video (specification, "Status Updates"). */
public enum VideoStatus {
  UPLOADING("Uploading"),
  TRANSCODING("Transcoding"),
  COMPLETED("Completed"),
  FAILED("Failed");

  private final String word;

  VideoStatus(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}
