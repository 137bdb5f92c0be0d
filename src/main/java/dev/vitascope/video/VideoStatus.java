package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a person is told of a video (specification, "Status Updates"). */
public enum VideoStatus {
  UPLOADING("Uploading", "pending"),
  TRANSCODING("Transcoding", "transcoding"),
  COMPLETED("Completed", "completed"),
  FAILED("Failed", "failed");

  private final String word;
  private final String column;

  VideoStatus(String word, String column) {
    this.word = word;
    this.column = column;
  }

  /**
   * The status that a value of the column {@code upload_status} stands for.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static VideoStatus ofColumn(String column) {
    for (var status : values()) {
      if (status.column.equals(column)) {
        return status;
      }
    }
    throw new IllegalArgumentException("an upload_status that is none: " + column);
  }

  /**
   * The status of this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static VideoStatus ofWord(String word) {
    for (var status : values()) {
      if (status.word.equals(word)) {
        return status;
      }
    }
    throw new IllegalArgumentException("not a status: " + word);
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** Its value in the column {@code upload_status}. */
  public String column() {
    return column;
  }
}
